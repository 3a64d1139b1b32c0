/** What was chosen lately, each on a key of its own that stays with it. */
import type { HierarchyQuestion } from '@/api'
import { projectInView } from '@/ui/params'
import { isOffered, treeOf, type Node } from './tree'

const most = 9

interface Slot {
  id: string
  at: number
}

const place = (question: HierarchyQuestion): string => `inloop.recent.${projectInView()}.${question.id}`

function read(question: HierarchyQuestion): Slot[] {
  try {
    return JSON.parse(localStorage.getItem(place(question)) ?? '[]') as Slot[]
  } catch {
    return []
  }
}

/** The nodes on the keys 1 to 9. */
export function recents(question: HierarchyQuestion): Node[] {
  const { nodes } = treeOf(question.labels)
  return read(question).flatMap(({ id }) => {
    const node = nodes.get(id)
    return node && isOffered(question, node) ? [node] : []
  })
}

/** Keep a choice: on its own key, on a free one, or in place of the one chosen longest ago. */
export function remember(question: HierarchyQuestion, id: string): void {
  const { nodes } = treeOf(question.labels)
  const slots = read(question).filter((slot) => nodes.has(slot.id))
  const slot = { id, at: Date.now() }
  const own = slots.findIndex((one) => one.id === id)
  const oldest = slots.reduce((found, one, index) => (one.at < slots[found]!.at ? index : found), 0)
  const after = own >= 0 ? slots.with(own, slot) : slots.length < most ? [...slots, slot] : slots.with(oldest, slot)
  localStorage.setItem(place(question), JSON.stringify(after))
}
