import type { ChoicesQuestion } from '@/api'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'

export default function Setup({ question, onChange, kept }: SetupProps<ChoicesQuestion>) {
  return <LabelsEditor labels={question.labels} kept={kept} onChange={(labels) => onChange({ ...question, labels })} />
}
