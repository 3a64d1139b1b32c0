import type { SliderQuestion } from '@/api'
import { TextInput } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { OptionalNumber } from '../OptionalNumber'
import styles from '../setup.module.css'
import { t } from '../setupWords'

export default function Setup({ question, onChange }: SetupProps<SliderQuestion>) {
  return (
    <div className={styles.column}>
      <div className={styles.ends}>
        <OptionalNumber label={t('question.low')} value={question.low} onChange={(low) => onChange({ ...question, low: low ?? NaN })} />
        <TextInput label={t('question.low.name')} value={question.low_name ?? ''} onChange={(event) => onChange({ ...question, low_name: event.target.value })} />
        <OptionalNumber label={t('question.high')} value={question.high} onChange={(high) => onChange({ ...question, high: high ?? NaN })} />
        <TextInput label={t('question.high.name')} value={question.high_name ?? ''} onChange={(event) => onChange({ ...question, high_name: event.target.value })} />
      </div>
      <div className={styles.row}>
        <OptionalNumber label={t('question.step')} value={question.step} onChange={(step) => onChange({ ...question, step: step ?? NaN })} />
      </div>
    </div>
  )
}
