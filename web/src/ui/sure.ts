/** How sure people say they are: four levels, stored as parts of 1. */
import { catalogue } from '@/catalogue/catalogue'
import { percent } from './numbers'

const t = catalogue({
  'sure.0.25': 'guess',
  'sure.0.5': 'unsure',
  'sure.0.75': 'sure',
  'sure.1': 'certain',
})

export const levels = [0.25, 0.5, 0.75, 1] as const
export type Level = (typeof levels)[number]

export const levelWord = (level: number): string => t(`sure.${level}` as 'sure.1')

/** The nearest level; the lower one of two. */
export const levelOf = (p: number): Level => levels.reduce<Level>((best, one) => (Math.abs(one - p) < Math.abs(best - p) ? one : best), levels[0])

/** The word of a level where it is one, else "80 %". */
export const sureWord = (p: number): string => (levels.some((one) => one === p) ? levelWord(p) : percent(p, 0))
