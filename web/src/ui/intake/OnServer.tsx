import { useState, type FormEvent } from 'react'
import { useMediaRoots } from '@/api'
import { Button } from '../Button'
import { TextInput } from '../Form'
import styles from './OnServer.module.css'
import { t } from './strings'

/** Name a folder of the server, or of a bucket; offered where the owner of the server allows any. */
export function OnServer({ onPlace }: { onPlace: (place: string) => void }) {
  const roots = useMediaRoots().data?.roots ?? []
  const [place, setPlace] = useState('')
  if (roots.length === 0) return null
  const look = (event: FormEvent) => {
    event.preventDefault()
    onPlace(place.trim() || (roots[0] ?? ''))
  }
  return (
    <form className={styles.place} onSubmit={look}>
      <TextInput label={t('intake.place')} help={t('intake.place.help', { roots: roots.join(', ') })} value={place} placeholder={roots[0]} onChange={(event) => setPlace(event.target.value)} />
      <Button type="submit">{t('intake.place.look')}</Button>
    </form>
  )
}
