import { useLayoutEffect, useRef, type MouseEvent, type RefObject } from 'react'
import { useKeys } from './useKeys'
import type { Binding } from './registry'

/** What a `<dialog>` is given that silences all keys but its own while it is open. */
export interface Modal {
  ref: RefObject<HTMLDialogElement | null>
  onClose: () => void
  onClick: (event: MouseEvent) => void
}

/** Open a dialog with the part it is in; Escape and a click beside it close it, and the focus goes back to where it was. */
export function useModal(close: () => void, { name, bindings = [] }: { name: string; bindings?: readonly Binding[] }): Modal {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal?.()
    return () => dialog?.close?.()
  }, [])
  // The browser would close it first and say so later: a key pressed in between would be lost.
  useKeys('', [...bindings, { key: 'Escape', name, run: close, inFields: true }], { exclusive: true })
  return { ref, onClose: () => !ref.current?.open && close(), onClick: (event) => event.target === ref.current && close() }
}
