import type { SpansQuestion } from '@/api'
import { Checkbox } from '@/ui/Form'
import { AttributesEditor } from '../AttributesEditor'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'
import styles from '../setup.module.css'
import { t } from '../setupWords'

/** The labels of spans, whether they may overlap, and what is asked of each. */
export default function Setup({ question, onChange, kept }: SetupProps<SpansQuestion>) {
  const { labels, attributes = [], overlap = true } = question
  return (
    <div className={styles.column}>
      <LabelsEditor labels={labels} kept={kept} onChange={(next) => onChange({ ...question, labels: next })} />
      <Checkbox label={t('question.spans.overlap')} checked={overlap} onChange={(event) => onChange({ ...question, overlap: event.target.checked })} />
      <AttributesEditor attributes={attributes} labels={labels} onChange={(next) => onChange({ ...question, attributes: next })} />
    </div>
  )
}
