import type { CurvePoint, Models } from '@/api'
import { Card, percent } from '@/ui'
import { LineChart } from '@/ui/chart/LineChart'
import { t } from './strings'

const pointsOf = (curve: readonly CurvePoint[]) => curve.map((point) => ({ x: point.answers, y: point.estimate, low: point.low, high: point.high }))

/** How accuracy grew. */
export function Curve({ of }: { of: Models }) {
  return (
    <Card title={t('models.curve')} aside={t('models.curve.aside', { name: of.measure.name })}>
      {of.curve.length === 0 ? (
        <p className="quiet">{t('models.curve.none')}</p>
      ) : (
        <LineChart name={t('models.curve')} series={[{ name: of.measure.name, points: pointsOf(of.curve), look: 'main' }]} x={{ name: t('models.curve.x'), low: 0 }} y={{ name: of.measure.name, high: 1, text: (y) => percent(y, 0) }} />
      )}
    </Card>
  )
}
