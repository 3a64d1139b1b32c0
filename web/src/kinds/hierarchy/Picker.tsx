import { useId, useRef, useState } from 'react'
import type { HierarchyQuestion } from '@/api'
import { KeyCap, useKeys } from '@/keyboard'
import { Icon } from '@/ui/icons'
import type { AnswerProps } from '../kind'
import { share, top } from '../labels'
import styles from './hierarchy.module.css'
import { recents, remember } from './recent'
import { Results } from './Results'
import { TreeView } from './TreeView'
import { search, treeOf, wordsOf, type Node } from './tree'
import { t } from './words'

/** A taxonomy to choose from: what was chosen lately, a search, and the tree. */
export default function Picker({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<HierarchyQuestion, string>) {
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const { nodes } = treeOf(question.labels)
  const chosen = value ? nodes.get(value) : undefined
  const likely = nodes.get(top(suggestion) ?? '')
  const choose = (node: Node) => {
    remember(question, node.label.id)
    setQuery('')
    onChange(node.label.id)
  }
  useKeys(
    t('hierarchy.keys'),
    [
      { key: '/', name: t('hierarchy.search'), run: () => field.current?.focus() },
      ...(likely ? [{ key: '0', name: t('hierarchy.take'), run: () => choose(likely) }] : []),
    ],
    { enabled: focused },
  )
  return (
    <div className={styles.picker}>
      <p className={styles.answer} role="status">
        {chosen && (
          <>
            <Icon name="check" size={14} /> {wordsOf(chosen)}
          </>
        )}
      </p>
      {likely && likely !== chosen && (
        <button type="button" className={styles.likely} data-enter="through" onClick={() => choose(likely)}>
          {focused && <KeyCap of="0" />}
          <Icon name="spark" size={11} /> {wordsOf(likely)} <span className="quiet">{share(suggestion?.[likely.label.id] ?? 0)}</span>
        </button>
      )}
      <Recent nodes={recents(question)} chosen={chosen} focused={focused} onChoose={choose} />
      <Results
        field={field}
        query={query}
        onQuery={setQuery}
        found={query.trim() ? search(question, query) : undefined}
        onChoose={(node) => (choose(node), field.current?.blur())}
        hasKey={focused}
        name={id}
      />
      {!query.trim() && <TreeView question={question} chosen={chosen} suggestion={suggestion} labelledBy={labelledBy} onChoose={choose} />}
    </div>
  )
}

function Recent({ nodes, chosen, focused, onChoose }: { nodes: readonly Node[]; chosen: Node | undefined; focused: boolean; onChoose: (node: Node) => void }) {
  if (nodes.length === 0) return null
  return (
    <div className={styles.recent} role="group" aria-label={t('hierarchy.recent')}>
      {nodes.map((node, index) => (
        <button key={node.label.id} type="button" className={styles.slot} data-enter="through" aria-pressed={node === chosen} title={wordsOf(node)} onClick={() => onChoose(node)}>
          {focused && <KeyCap of={String(index + 1)} />}
          <span>{node.label.name}</span>
        </button>
      ))}
    </div>
  )
}
