import type { PointsQuestion, ShapesQuestion } from '@/api'
import type { SetupProps } from '../kind'
import { OptionalNumber } from '../OptionalNumber'
import { ShapesSetup } from '../shapes/ShapesSetup'
import { t } from '../setupWords'

export default function Setup({ question, onChange, ...rest }: SetupProps<PointsQuestion>) {
  return (
    <ShapesSetup question={question} onChange={onChange as (question: ShapesQuestion) => void} {...rest}>
      <OptionalNumber label={t('question.points.tolerance')} value={question.tolerance} onChange={(tolerance) => onChange({ ...question, tolerance: tolerance ?? 10 })} />
    </ShapesSetup>
  )
}
