/** Which part of a sound is seen: from when, and how many seconds. */
export interface View {
  from: number
  span: number
}

export interface Stretch {
  start: number
  end: number
}

/** The closest look, in seconds. */
const closest = 0.05

export const wholeOf = (seconds: number): View => ({ from: 0, span: Math.max(seconds, closest) })

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high))

/** To the millisecond, as answers are kept. */
export const round = (at: number): number => Math.round(at * 1000) / 1000

/** Look closer (`by` over 1) or less closely; the moment `at` stays where it is. */
export function zoomed(view: View, seconds: number, by: number, at: number): View {
  const span = clamp(view.span / by, Math.min(closest, seconds), seconds)
  return held({ from: at - ((at - view.from) * span) / view.span, span }, seconds)
}

export const scrolled = (view: View, seconds: number, by: number): View => held({ ...view, from: view.from + by }, seconds)

/** The same look with a moment in it; it turns the page rather than creep. */
export function holding(view: View, seconds: number, at: number): View {
  if (at >= view.from && at <= view.from + view.span) return view
  return held({ ...view, from: at - view.span * 0.1 }, seconds)
}

/** A look that has all of a stretch in it. */
export function showing(view: View, seconds: number, { start, end }: Stretch): View {
  if (start >= view.from && end <= view.from + view.span) return view
  const span = Math.max(view.span, Math.min(seconds, (end - start) * 1.25))
  return held({ from: (start + end) / 2 - span / 2, span }, seconds)
}

/** Where a moment is drawn, as a share of the width. */
export const placeOf = (view: View, at: number): number => (at - view.from) / view.span

export const isSeen = (view: View, { start, end }: Stretch): boolean => end >= view.from && start <= view.from + view.span

const held = ({ from, span }: View, seconds: number): View => ({ from: clamp(from, 0, seconds - span), span })

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

/** A moment as a clock shows it: "1:02.345", "1:00:02.345". */
export function clock(at: number, digits = 3): string {
  const all = Math.round(at * 10 ** digits)
  const whole = Math.floor(all / 10 ** digits)
  const rest = digits > 0 ? `.${pad(all % 10 ** digits, digits)}` : ''
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return `${hours > 0 ? `${hours}:${pad(minutes, 2)}` : minutes}:${pad(seconds, 2)}${rest}`
}

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

/** The moments that are written under the wave, and how finely. */
export function ticks(view: View, width: number): { at: number[]; digits: number } {
  const step = steps.find((one) => (one / view.span) * width >= 72) ?? 7200
  const first = Math.ceil(view.from / step - 1e-9)
  const count = Math.floor((view.from + view.span) / step + 1e-9) - first + 1
  return { at: Array.from({ length: Math.max(0, count) }, (_, n) => round((first + n) * step)), digits: step < 0.1 ? 2 : step < 1 ? 1 : 0 }
}
