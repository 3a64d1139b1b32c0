import type { RatingQuestion } from '@/api'
import { TextInput } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { t } from '../setupWords'
import styles from '../setup.module.css'

export default function Setup({ question, onChange }: SetupProps<RatingQuestion>) {
  return (
    <div className={styles.ends}>
      <TextInput type="number" label={t('question.low')} value={question.low} onChange={(event) => onChange({ ...question, low: event.target.valueAsNumber || 0 })} />
      <TextInput label={t('question.low.name')} value={question.low_name ?? ''} onChange={(event) => onChange({ ...question, low_name: event.target.value })} />
      <TextInput type="number" label={t('question.high')} value={question.high} onChange={(event) => onChange({ ...question, high: event.target.valueAsNumber || 0 })} />
      <TextInput label={t('question.high.name')} value={question.high_name ?? ''} onChange={(event) => onChange({ ...question, high_name: event.target.value })} />
    </div>
  )
}
