import type { SegmentsQuestion } from '@/api'
import { Checkbox } from '@/ui/Form'
import { AttributesEditor } from '../AttributesEditor'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'
import { OptionalNumber } from '../OptionalNumber'
import styles from '../setup.module.css'
import { t } from '../setupWords'

/** The labels of segments, whether a transcript is asked, whether they may overlap, and what is asked of each. */
export default function Setup({ question, onChange, kept }: SetupProps<SegmentsQuestion>) {
  const { labels, attributes = [], overlap = true, transcript = false, min_seconds } = question
  return (
    <div className={styles.column}>
      <LabelsEditor labels={labels} kept={kept} onChange={(next) => onChange({ ...question, labels: next })} />
      <Checkbox label={t('question.segments.transcript')} checked={transcript} onChange={(event) => onChange({ ...question, transcript: event.target.checked })} />
      <Checkbox label={t('question.segments.overlap')} checked={overlap} onChange={(event) => onChange({ ...question, overlap: event.target.checked })} />
      <OptionalNumber label={t('question.segments.least')} value={min_seconds} onChange={(next) => onChange({ ...question, min_seconds: next ?? 0.01 })} />
      <AttributesEditor attributes={attributes} labels={labels} onChange={(next) => onChange({ ...question, attributes: next })} />
    </div>
  )
}
