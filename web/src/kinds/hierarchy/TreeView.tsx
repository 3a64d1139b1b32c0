import { useRef, useState, type KeyboardEvent } from 'react'
import type { HierarchyQuestion } from '@/api'
import { Icon } from '@/ui/icons'
import { share } from '../labels'
import styles from './hierarchy.module.css'
import { isLeaf, isOffered, liveOf, rows, treeOf, type Node } from './tree'

interface TreeViewProps {
  question: HierarchyQuestion
  chosen: Node | undefined
  suggestion: Record<string, number> | null
  labelledBy: string
  onChoose: (node: Node) => void
}

const fewRows = 12

/** The tree in one list: arrows go through it, open and close; Enter or Space chooses. */
export function TreeView({ question, chosen, suggestion, labelledBy, onChoose }: TreeViewProps) {
  const { roots, nodes } = treeOf(question.labels)
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(rows(roots, () => true).length <= fewRows ? nodes.keys() : chosen?.path.slice(0, -1).map(({ id }) => id)))
  const [at, setAt] = useState(chosen?.label.id)
  const shown = rows(roots, (node) => open.has(node.label.id))
  const stop = shown.find((node) => node.label.id === at) ?? shown[0]
  const go = (node: Node | undefined) => {
    if (!node) return
    setAt(node.label.id)
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(node.label.id)}"]`)?.focus()
  }
  const toggle = (node: Node, to = !open.has(node.label.id)) => {
    const after = new Set(open)
    if (to) after.add(node.label.id)
    else after.delete(node.label.id)
    setOpen(after)
  }
  const act = (node: Node) => (isOffered(question, node) ? onChoose(node) : toggle(node))
  const onKeyDown = (event: KeyboardEvent, node: Node) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const index = shown.indexOf(node)
    const isOpen = open.has(node.label.id) && !isLeaf(node)
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(shown[index + 1]),
      ArrowUp: () => go(shown[index - 1]),
      ArrowRight: () => (isOpen ? go(shown[index + 1]) : toggle(node, true)),
      ArrowLeft: () => (isOpen ? toggle(node, false) : go(nodes.get(node.path.at(-2)?.id ?? ''))),
      Home: () => go(shown[0]),
      End: () => go(shown.at(-1)),
      ' ': () => act(node),
      // A second Enter on the answer submits.
      ...(node !== chosen && { Enter: () => act(node) }),
    }
    const run = acts[event.key]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  return (
    <ul ref={list} className={styles.tree} role="tree" aria-labelledby={labelledBy}>
      {shown.map((node) => {
        const siblings = liveOf(nodes.get(node.path.at(-2)?.id ?? '')?.children ?? roots)
        const p = suggestion?.[node.label.id] ?? 0
        return (
          <li
            key={node.label.id}
            data-node={node.label.id}
            role="treeitem"
            aria-level={node.path.length}
            aria-setsize={siblings.length}
            aria-posinset={siblings.indexOf(node) + 1}
            aria-expanded={isLeaf(node) ? undefined : open.has(node.label.id)}
            aria-selected={node === chosen}
            className={styles.row}
            data-branch={!isOffered(question, node) || undefined}
            style={{ paddingLeft: `${8 + 16 * (node.path.length - 1)}px` }}
            title={node.label.hint || undefined}
            tabIndex={node === stop ? 0 : -1}
            onFocus={() => setAt(node.label.id)}
            onClick={() => act(node)}
            onKeyDown={(event) => onKeyDown(event, node)}
          >
            <span className={styles.twist} onClick={(event) => !isLeaf(node) && (event.stopPropagation(), toggle(node))}>
              {!isLeaf(node) && <Icon name="chevron" size={14} />}
            </span>
            <span className={styles.name}>{node.label.name}</span>
            {p >= 0.02 && <span className={styles.share}>{share(p)}</span>}
            {node === chosen && <Icon name="check" size={14} />}
          </li>
        )
      })}
    </ul>
  )
}
