import type { Label, Question } from '@/api'

export interface Shown {
  id: string
  name: string
  /** Where it stands among the labels on offer; the colour follows it. -1 when it is retired. */
  position: number
}

export const labelsOf = (question: Question | undefined): Label[] => (question && 'labels' in question ? question.labels : [])

/** A label by its id; reports that were written once name it by the name of that time. */
export const shownOf = (book: Map<string, Shown>, id: string): Shown | undefined => book.get(id) ?? [...book.values()].find((label) => label.name === id)
