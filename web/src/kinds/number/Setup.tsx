import type { NumberQuestion } from '@/api'
import { Checkbox, TextInput } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { OptionalNumber } from '../OptionalNumber'
import styles from '../setup.module.css'
import { t } from '../setupWords'

export default function Setup({ question, onChange }: SetupProps<NumberQuestion>) {
  return (
    <div className={styles.column}>
      <div className={styles.row}>
        <OptionalNumber label={t('question.least')} value={question.min} onChange={(min) => onChange({ ...question, min })} />
        <OptionalNumber label={t('question.most')} value={question.max} onChange={(max) => onChange({ ...question, max })} />
        <OptionalNumber label={t('question.step')} value={question.step} onChange={(step) => onChange({ ...question, step })} />
        <TextInput label={t('question.unit')} maxLength={20} value={question.unit ?? ''} onChange={(event) => onChange({ ...question, unit: event.target.value })} />
      </div>
      <Checkbox label={t('question.integer')} checked={question.integer ?? false} onChange={(event) => onChange({ ...question, integer: event.target.checked })} />
    </div>
  )
}
