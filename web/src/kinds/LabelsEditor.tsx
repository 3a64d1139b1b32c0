import { useRef } from 'react'
import type { Label } from '@/api'
import { Button } from '@/ui/Button'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { addLabel, changeLabel, dropLabel, moveLabel } from './editLabels'
import { offered } from './labels'
import styles from './LabelsEditor.module.css'
import { t } from './setupWords'

export interface LabelsEditorProps {
  labels: readonly Label[]
  onChange: (labels: Label[]) => void
  /** Labels that have answers can only retire. */
  kept: ReadonlySet<string>
  /** "Labels", unless the kind calls them otherwise. */
  legend?: string
}

/** The labels in their order: it gives the keys and the colours. Enter goes on to the next, or to a new one. */
export function LabelsEditor({ labels, onChange, kept, legend = t('question.labels') }: LabelsEditorProps) {
  const list = useRef<HTMLOListElement>(null)
  const live = offered(labels)
  const focus = (index: number) => list.current?.querySelectorAll<HTMLInputElement>('input[data-name]')[index]?.focus()
  const add = () => {
    onChange(addLabel(labels, ''))
    setTimeout(() => focus(labels.length))
  }
  const next = (index: number) => (index + 1 < labels.length ? focus(index + 1) : add())
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      <ol ref={list} className={styles.list}>
        {labels.map((label, index) => (
          <li key={index} className={styles.row} data-retired={label.retired || undefined}>
            {label.retired ? <span className={styles.gap} /> : <LabelSwatch position={live.indexOf(label)} size={14} />}
            <input
              data-name
              className={styles.name}
              aria-label={t('question.label', { n: index + 1 })}
              value={label.name}
              disabled={label.retired}
              onChange={(event) => onChange(changeLabel(labels, index, { name: event.target.value }))}
              onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), event.stopPropagation(), next(index))}
            />
            <input
              className={styles.hint}
              aria-label={t('question.label.hint', { n: index + 1 })}
              placeholder={t('question.label.hint.eg')}
              value={label.hint ?? ''}
              disabled={label.retired}
              onChange={(event) => onChange(changeLabel(labels, index, { hint: event.target.value }))}
            />
            <Order labels={labels} index={index} onChange={onChange} />
            <Fate label={label} isKept={kept.has(label.id)} onRetire={(retired) => onChange(changeLabel(labels, index, { retired }))} onDrop={() => onChange(dropLabel(labels, index))} />
          </li>
        ))}
      </ol>
      <Button size="small" icon="plus" onClick={add}>
        {t('question.label.add')}
      </Button>
    </fieldset>
  )
}

function Order({ labels, index, onChange }: { labels: readonly Label[]; index: number; onChange: (labels: Label[]) => void }) {
  const name = labels[index]?.name ?? ''
  const move = (to: number) => onChange(moveLabel(labels, index, to))
  return (
    <span className={styles.order}>
      <Button size="small" look="quiet" className={styles.up} icon="chevron" aria-label={t('question.label.up', { name })} disabled={index === 0} onClick={() => move(index - 1)} />
      <Button size="small" look="quiet" icon="chevron" aria-label={t('question.label.down', { name })} disabled={index === labels.length - 1} onClick={() => move(index + 1)} />
    </span>
  )
}

function Fate({ label, isKept, onRetire, onDrop }: { label: Label; isKept: boolean; onRetire: (retired: boolean) => void; onDrop: () => void }) {
  const { name } = label
  if (label.retired) return <Button size="small" look="quiet" icon="undo" aria-label={t('question.label.revive', { name })} onClick={() => onRetire(false)} />
  if (isKept) return <Button size="small" look="quiet" icon="archive" aria-label={t('question.label.retire', { name })} title={t('question.label.retire', { name })} onClick={() => onRetire(true)} />
  return <Button size="small" look="quiet" icon="cross" aria-label={t('question.label.remove', { name })} onClick={onDrop} />
}
