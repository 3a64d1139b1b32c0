import { useState } from 'react'
import type { HierarchyQuestion } from '@/api'
import { Checkbox, TextArea } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { t } from '../setupWords'
import styles from './hierarchy.module.css'
import { labelsOf, outlineOf } from './outline'
import { isOffered, rows, treeOf } from './tree'

/** The tree as lines of text, and how they are understood. */
export default function Setup({ question, onChange, kept }: SetupProps<HierarchyQuestion>) {
  const [text, setText] = useState(() => outlineOf(question.labels))
  // Lines are read against what was there before any key was pressed: half a name is no label of its own.
  const [before] = useState(question.labels)
  const put = (typed: string) => {
    setText(typed)
    onChange({ ...question, labels: labelsOf(typed, before, kept) })
  }
  const live = rows(treeOf(question.labels).roots, () => true)
  const chosen = live.filter((node) => isOffered(question, node)).length
  return (
    <div className={styles.picker}>
      <div className={styles.text}>
        <TextArea label={t('question.tree')} help={t('question.tree.help')} rows={Math.min(16, Math.max(6, live.length + 1))} spellCheck={false} value={text} onChange={(event) => put(event.target.value)} />
      </div>
      <Checkbox label={t('question.tree.leaves')} checked={question.leaves_only ?? true} onChange={(event) => onChange({ ...question, leaves_only: event.target.checked })} />
      <p className="quiet small">{t('question.tree.preview', { n: live.length, chosen })}</p>
      <ul className={styles.outline} tabIndex={0} aria-label={t('question.tree.preview', { n: live.length, chosen })}>
        {live.map((node) => (
          <li key={node.label.id} data-branch={!isOffered(question, node) || undefined} style={{ paddingLeft: `${16 * (node.path.length - 1)}px` }}>
            {node.label.name}
          </li>
        ))}
      </ul>
    </div>
  )
}
