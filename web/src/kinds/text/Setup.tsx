import type { TextQuestion } from '@/api'
import { Checkbox, Select } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { t } from '../setupWords'

export default function Setup({ question, fields, onChange }: SetupProps<TextQuestion>) {
  const able = fields.filter((field) => field.kind === 'text' && field.show !== 'blind')
  const sources = [{ value: '', name: t('question.source.none') }, ...able.map((field) => ({ value: field.id, name: field.name || field.id }))]
  return (
    <>
      <Checkbox label={t('question.multiline')} checked={question.multiline ?? true} onChange={(event) => onChange({ ...question, multiline: event.target.checked })} />
      {able.length > 0 && <Select label={t('question.source')} options={sources} value={question.source ?? ''} onChange={(event) => onChange({ ...question, source: event.target.value })} />}
    </>
  )
}
