import type { AffectQuestion } from '@/api'
import { t } from '../words'

export type Axis = 'valence' | 'arousal' | 'dominance'
export type Mood = { readonly [axis: string]: number }

export const axesOf = ({ dominance }: AffectQuestion): Axis[] => (dominance ? ['valence', 'arousal', 'dominance'] : ['valence', 'arousal'])
export const isStepped = ({ scale }: AffectQuestion): boolean => scale === 'manikin'
export const endsOf = (question: AffectQuestion): [number, number] => (isStepped(question) ? [1, 9] : [-1, 1])
/** What one press of an arrow changes, and what the pointer snaps to. */
export const stepOf = (question: AffectQuestion): number => (isStepped(question) ? 1 : 0.1)
export const grainOf = (question: AffectQuestion): number => (isStepped(question) ? 1 : 0.05)

export const middleOf = (question: AffectQuestion): Mood => Object.fromEntries(axesOf(question).map((axis) => [axis, isStepped(question) ? 5 : 0]))

/** Rounded as the server does. */
export const tidy = (question: AffectQuestion, at: number): number => (isStepped(question) ? Math.floor(at + 0.5) : Math.floor(at * 100 + 0.5) / 100)

/** A part of an axis, 0 to 1, and back; what comes back lies on the grain. */
export function partOf(question: AffectQuestion, at: number): number {
  const [low, high] = endsOf(question)
  return (at - low) / (high - low)
}
export function atPart(question: AffectQuestion, part: number): number {
  const [low, high] = endsOf(question)
  const grain = grainOf(question)
  const at = low + Math.min(1, Math.max(0, part)) * (high - low)
  return tidy(question, Math.round(at / grain) * grain)
}

/** The mood with one axis set; the others stay, or lie in the middle. */
export const set = (question: AffectQuestion, value: Mood | null | undefined, axis: Axis, at: number): Mood => ({ ...middleOf(question), ...value, [axis]: tidy(question, at) })

export function moved(question: AffectQuestion, value: Mood | null | undefined, axis: Axis, by: number): Mood {
  const [low, high] = endsOf(question)
  const from = value?.[axis] ?? middleOf(question)[axis] ?? 0
  return set(question, value, axis, Math.min(high, Math.max(low, from + by)))
}

const near = 0.1
export function wordOf(question: AffectQuestion, axis: Axis, at: number): string {
  const off = partOf(question, at) - 0.5
  return Math.abs(off) < near / 2 ? t('kinds.affect.middle') : t(`kinds.affect.${axis}.${off < 0 ? 'low' : 'high'}` as 'kinds.affect.valence.low')
}

const plain = (at: number): string => `${at}`.replace('-', '−')
export const spoken = (question: AffectQuestion, axis: Axis, at: number): string => t('kinds.affect.spoken', { at: plain(at), word: wordOf(question, axis, at) })

/** "Valence 0.4, pleasant; …" */
export const told = (question: AffectQuestion, value: Mood): string =>
  axesOf(question)
    .map((axis) => t('kinds.affect.at', { axis: t(`kinds.affect.${axis}`), at: spoken(question, axis, value[axis] ?? 0) }))
    .join('; ')
