import type { TextQuestion } from '@/api'
import { Checkbox } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { t } from '../setupWords'

export default function Setup({ question, onChange }: SetupProps<TextQuestion>) {
  return <Checkbox label={t('question.multiline')} checked={question.multiline ?? true} onChange={(event) => onChange({ ...question, multiline: event.target.checked })} />
}
