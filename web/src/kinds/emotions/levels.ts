import type { EmotionsQuestion } from '@/api'
import { offered } from '../labels'
import { t } from '../words'

/** Emotion → how strong, from 1; what does not show is left out. */
export type Felt = { readonly [label: string]: number }

export const mostLevels = 9
export const levelsOf = ({ levels = 3 }: EmotionsQuestion): number => levels

/** "weak", "medium", "strong" where there are three; else "4 of 5". */
export function levelName(question: EmotionsQuestion, level: number): string {
  const levels = levelsOf(question)
  if (level === 0) return t('kinds.emotions.none')
  return levels === 3 ? t(`kinds.emotions.${level}` as 'kinds.emotions.1') : t('kinds.emotions.level', { n: level, levels })
}

/** The emotions with one at another strength, in the order of the schema; 0 takes it out. */
export function felt(question: EmotionsQuestion, value: Felt | null | undefined, label: string, level: number): Felt {
  const after = { ...value, [label]: level }
  return Object.fromEntries(offered(question.labels).flatMap(({ id }) => ((after[id] ?? 0) > 0 ? [[id, after[id] as number]] : [])))
}

/** One stronger; from the strongest back to none. */
export const raised = (question: EmotionsQuestion, value: Felt | undefined, label: string): Felt =>
  felt(question, value, label, ((value?.[label] ?? 0) + 1) % (levelsOf(question) + 1))
