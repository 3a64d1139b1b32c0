import type { BoxesQuestion, ShapesQuestion } from '@/api'
import { Checkbox } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { ShapesSetup } from '../shapes/ShapesSetup'
import { t } from '../setupWords'

export default function Setup({ question, onChange, ...rest }: SetupProps<BoxesQuestion>) {
  return (
    <ShapesSetup question={question} onChange={onChange as (question: ShapesQuestion) => void} {...rest}>
      <Checkbox label={t('question.boxes.rotate')} checked={question.rotate ?? false} onChange={(event) => onChange({ ...question, rotate: event.target.checked })} />
    </ShapesSetup>
  )
}
