/** Answers given to many at once since the page was opened, so that they can be taken back after their group has closed, too. */
interface Given {
  id: string
  project: number
  /** What was last submitted when they were given: whatever came later is taken back first. */
  after: string | undefined
  back: () => Promise<boolean>
}

let all: Given[] = []

export const remember = (given: Given): void => void (all = [...all.slice(-19), given])
export const forget = (id: string): void => void (all = all.filter((one) => one.id !== id))

/** The answers to many that were given last, unless something was submitted after them. */
export function lastGiven(project: number, after: string | undefined): Given | undefined {
  const last = all.at(-1)
  return last?.project === project && last.after === after ? last : undefined
}
