import type { AffectQuestion } from '@/api'
import { Checkbox, Select } from '@/ui/Form'
import type { SetupProps } from '../kind'
import styles from '../setup.module.css'
import { t } from '../setupWords'

const scales = ['circumplex', 'manikin'] as const

export default function Setup({ question, onChange }: SetupProps<AffectQuestion>) {
  return (
    <div className={styles.column}>
      <Select
        label={t('question.affect.scale')}
        help={t('question.affect.fixed')}
        options={scales.map((value) => ({ value, name: t(`question.affect.${value}`) }))}
        value={question.scale ?? 'circumplex'}
        onChange={(event) => onChange({ ...question, scale: event.target.value as 'circumplex' | 'manikin' })}
      />
      <Checkbox label={t('question.affect.dominance')} checked={question.dominance ?? false} onChange={(event) => onChange({ ...question, dominance: event.target.checked })} />
    </div>
  )
}
