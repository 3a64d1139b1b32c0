/** A tree as lines of text, two spaces a level, and back: ids stay with what was there before. */
import type { Label } from '@/api'
import { slugOf } from '../editLabels'
import { rows, treeOf } from './tree'

interface Line {
  name: string
  /** The line that it stands under, -1 at the top. */
  parent: number
}

export const outlineOf = (labels: readonly Label[]): string =>
  rows(treeOf(labels).roots, () => true)
    .map((node) => '  '.repeat(node.path.length - 1) + node.label.name)
    .join('\n')

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  const above: number[] = []
  for (const raw of text.split('\n')) {
    const name = raw.trim()
    if (!name) continue
    const indent = raw.replaceAll('\t', '  ').search(/\S/)
    const depth = Math.min(Math.floor(indent / 2), above.length)
    above.length = depth
    lines.push({ name, parent: above.at(-1) ?? -1 })
    above.push(lines.length - 1)
  }
  return lines
}

/** The labels that the lines say. A line keeps the label of its path, else one of its name that moved, else the one under the same label that it must stand for now. */
export function labelsOf(text: string, before: readonly Label[], kept: ReadonlySet<string>): Label[] {
  const lines = linesOf(text)
  const found = matched(lines, before)
  const taken = before.map((label) => label.id)
  const ids = lines.map(({ name }, index) => {
    const id = found[index]?.id ?? slugOf(name, taken)
    taken.push(id)
    return id
  })
  const said = lines.map(({ name, parent }, index): Label => ({ ...(found[index] ?? { code: -1 }), id: ids[index]!, name, parent: parent < 0 ? null : ids[parent]!, retired: false }))
  const left = before.filter((label) => !found.includes(label) && (kept.has(label.id) || label.retired))
  const there = new Set([...said, ...left].map((label) => label.id))
  return [...said, ...left.map((label) => ({ ...label, retired: true, parent: label.parent && there.has(label.parent) ? label.parent : null }))]
}

function matched(lines: readonly Line[], before: readonly Label[]): (Label | undefined)[] {
  const { nodes } = treeOf(before)
  const pathKey = (names: readonly string[]) => names.join('\n').toLowerCase()
  const byPath = new Map<string, Label>()
  for (const node of [...nodes.values()].sort((a, b) => Number(a.isLive) - Number(b.isLive))) byPath.set(pathKey(node.path.map((label) => label.name)), node.label)
  const paths = lines.reduce<string[][]>((all, { name, parent }) => [...all, [...(all[parent] ?? []), name]], [])
  const found: (Label | undefined)[] = paths.map((path) => byPath.get(pathKey(path)))
  const free = () => before.filter((label) => !label.retired && !found.includes(label))
  const fill = (fits: (line: Line, label: Label) => boolean) => {
    const labels = free()
    const open = lines.flatMap((line, index) => (found[index] ? [] : [{ line, index }]))
    for (const { line, index } of open) {
      const [only, ...more] = labels.filter((label) => fits(line, label))
      const rivals = only ? open.filter((other) => fits(other.line, only)) : []
      if (only && more.length === 0 && rivals.length === 1) found[index] = only
    }
  }
  const parentOf = ({ parent }: Line) => (parent < 0 ? null : (found[parent]?.id ?? ''))
  fill((line, label) => line.name.toLowerCase() === label.name.toLowerCase())
  fill((line, label) => parentOf(line) === (label.parent ?? null))
  return found
}
