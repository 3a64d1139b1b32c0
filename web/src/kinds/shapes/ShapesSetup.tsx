import type { ReactNode } from 'react'
import type { ShapesQuestion } from '@/api'
import { AttributesEditor } from '../AttributesEditor'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'
import styles from '../setup.module.css'

/** The labels of shapes and what is asked of each; what only one kind has stands between. */
export function ShapesSetup({ question, onChange, kept, children }: SetupProps<ShapesQuestion> & { children?: ReactNode }) {
  const { labels, attributes = [] } = question
  return (
    <div className={styles.column}>
      <LabelsEditor labels={labels} kept={kept} onChange={(next) => onChange({ ...question, labels: next })} />
      {children}
      <AttributesEditor attributes={attributes} labels={labels} onChange={(next) => onChange({ ...question, attributes: next })} />
    </div>
  )
}
