import { useEffect, useState } from 'react'

/** A count that stays calm: 0 is told at once, anything else only when it has lasted for a second. */
export function useSettled(count: number): number {
  const [told, setTold] = useState(count)
  const isWaiting = count > 0
  useEffect(() => {
    if (!isWaiting) return setTold(0)
    const timer = setTimeout(() => setTold(1), 1000)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return told > 0 ? count : 0
}
