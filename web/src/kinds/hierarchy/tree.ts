/** Labels under labels: the twin of `taxonomy.py`. */
import type { HierarchyQuestion, Label } from '@/api'

export interface Node {
  label: Label
  /** From the top down to this one. */
  path: readonly Label[]
  children: Node[]
  /** Neither it nor any above it is retired. */
  isLive: boolean
}

export interface Tree {
  roots: Node[]
  /** By id. */
  nodes: Map<string, Node>
}

export const between = ' / '
const grown = new WeakMap<readonly Label[], Tree>()

/** The labels as a tree; one whose parent is not there, or below it, stands at the top. */
export function treeOf(labels: readonly Label[]): Tree {
  const known = grown.get(labels)
  if (known) return known
  const byId = new Map(labels.map((label) => [label.id, label]))
  const nodes = new Map<string, Node>()
  const roots: Node[] = []
  const place = (label: Label): Node => {
    const before = nodes.get(label.id)
    if (before) return before
    const above = label.parent ? byId.get(label.parent) : undefined
    const parent = above && !isUnder(above, label, byId) ? place(above) : undefined
    const node: Node = { label, path: [...(parent?.path ?? []), label], children: [], isLive: !label.retired && (parent?.isLive ?? true) }
    nodes.set(label.id, node)
    return node
  }
  for (const label of labels) {
    const node = place(label)
    const parent = node.path.length > 1 ? nodes.get(node.path.at(-2)!.id) : undefined
    ;(parent?.children ?? roots).push(node)
  }
  const tree = { roots, nodes }
  grown.set(labels, tree)
  return tree
}

/** Whether `label` stands above `one`, or is it. */
function isUnder(one: Label, label: Label, byId: ReadonlyMap<string, Label>): boolean {
  let at: Label | undefined = one
  for (let n = 0; at && n <= byId.size; n += 1) {
    if (at.id === label.id) return true
    at = at.parent ? byId.get(at.parent) : undefined
  }
  return at !== undefined
}

export const liveOf = (nodes: readonly Node[]): Node[] => nodes.filter((node) => node.isLive)
export const isLeaf = (node: Node): boolean => liveOf(node.children).length === 0
export const wordsOf = (node: Node): string => node.path.map((label) => label.name).join(between)

/** Whether a node may be the answer. */
export const isOffered = ({ leaves_only = true }: HierarchyQuestion, node: Node): boolean => node.isLive && (!leaves_only || isLeaf(node))

/** All nodes in the order of the tree, those of `open` with what is below them. */
export function rows(nodes: readonly Node[], isOpen: (node: Node) => boolean): Node[] {
  return liveOf(nodes).flatMap((node) => [node, ...(isOpen(node) ? rows(node.children, isOpen) : [])])
}

/** The nodes whose path has every word, those that begin with them first. */
export function search(question: HierarchyQuestion, query: string): Node[] {
  const words = query.toLowerCase().split(/[\s/]+/).filter(Boolean)
  const found = rows(treeOf(question.labels).roots, () => true).filter((node) => isOffered(question, node) && words.every((word) => wordsOf(node).toLowerCase().includes(word)))
  const first = words.at(-1) ?? ''
  return found.sort((a, b) => Number(b.label.name.toLowerCase().startsWith(first)) - Number(a.label.name.toLowerCase().startsWith(first)))
}
