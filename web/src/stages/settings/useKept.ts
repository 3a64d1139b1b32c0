import { useEffect, useState } from 'react'

interface Kept<Value> {
  /** The version that the change began from. */
  base: number
  value: Value
}

/** A change under way, kept in this tab until it is saved or forgotten. `null`: as the server has it. */
export function useKept<Value>(key: string) {
  const [kept, setKept] = useState<Kept<Value> | null>(() => read<Kept<Value>>(key))
  useEffect(() => {
    if (kept) sessionStorage.setItem(key, JSON.stringify(kept))
    else sessionStorage.removeItem(key)
  }, [key, kept])
  return { kept, keep: (base: number, value: Value) => setKept({ base: kept?.base ?? base, value }), forget: () => setKept(null) }
}

function read<Value>(key: string): Value | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Value | null
  } catch {
    return null
  }
}
