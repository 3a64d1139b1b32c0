import { useLayoutEffect, useRef } from 'react'
import { addScope, press, type Binding, type Scope } from './registry'

let listening = 0

export interface KeysOptions {
  enabled?: boolean
  exclusive?: boolean
  prior?: boolean
}

/** Bind keys while a part is on the screen: `useKeys('Label', [{ key: 's', name: 'Skip', run: skip }])`. */
export function useKeys(scope: string, bindings: readonly Binding[], { enabled = true, exclusive = false, prior = false }: KeysOptions = {}): void {
  const latest = useRef<Scope>({ name: scope, bindings, exclusive, prior })
  // Before the next key can arrive: a stale binding would answer the question that had the cursor.
  useLayoutEffect(() => {
    latest.current = { name: scope, bindings, exclusive, prior }
  })
  // And with the part itself: what is on the screen has its keys, what is gone silences none.
  useLayoutEffect(() => {
    if (!enabled) return
    const drop = addScope(latest)
    if (listening++ === 0) window.addEventListener('keydown', press)
    return () => {
      drop()
      if (--listening === 0) window.removeEventListener('keydown', press)
    }
  }, [enabled])
}
