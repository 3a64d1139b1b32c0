import { useState } from 'react'
import { useKeys } from '@/keyboard'
import { t } from './words'

export function useJump() {
  const [isOpen, setOpen] = useState(false)
  useKeys('', [{ key: 'mod+k', name: t('shell.jump'), run: () => setOpen(true), inFields: true }])
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) }
}
