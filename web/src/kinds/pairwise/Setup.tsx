import type { PairwiseQuestion } from '@/api'
import { Checkbox, Select } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { t } from '../setupWords'
import styles from './pairwise.module.css'

const compared = new Set(['text', 'conversation'])
const choices = ['tie', 'both_bad', 'strength'] as const

export default function Setup({ question, fields, onChange }: SetupProps<PairwiseQuestion>) {
  const able = fields.filter((field) => compared.has(field.kind) && field.show !== 'blind')
  const options = [{ value: '', name: t('question.side.none') }, ...able.map((field) => ({ value: field.id, name: field.name || field.id }))]
  return (
    <>
      <div className={styles.sides}>
        {(['left', 'right'] as const).map((side) => (
          <Select key={side} label={t(`question.${side}`)} options={options} value={question[side]} onChange={(event) => onChange({ ...question, [side]: event.target.value })} />
        ))}
      </div>
      {choices.map((name) => (
        <Checkbox key={name} label={t(`question.pairwise.${name}`)} checked={question[name] ?? name === 'tie'} onChange={(event) => onChange({ ...question, [name]: event.target.checked })} />
      ))}
    </>
  )
}
