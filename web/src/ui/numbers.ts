import type { Interval } from '@/api'
import { count } from '@/catalogue/catalogue'

export { count }

/** 0.9412 → "94.1 %". */
export function percent(p: number, digits = p > 0.0995 && p < 0.9995 ? 0 : 1): string {
  if (p > 0 && p < 0.005 && digits === 0) return '< 1 %'
  return `${(p * 100).toFixed(digits)} %`
}

/** 8.43 → "8.4 s"; 754 → "12 min 34 s"; 4000 → "1 h 7 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return minutes < 5 && seconds % 60 >= 1 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.round(seconds / 60)} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3))
  const scaled = n / 1000 ** step
  return `${scaled < 10 && step > 0 ? scaled.toFixed(1) : Math.round(scaled)} ${units[step]}`
}

/** µs UTC → "13:41" today, else "18 Nov, 13:41". */
export function when(at: number, now = Date.now()): string {
  const date = new Date(at / 1000)
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === new Date(now).toDateString()) return time
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })}, ${time}`
}

/** "93.0–95.1" of an interval of shares. */
export function span(interval: Pick<Interval, 'low' | 'high'>, digits = 0): string {
  return `${(interval.low * 100).toFixed(digits)}–${(interval.high * 100).toFixed(digits)}`
}
