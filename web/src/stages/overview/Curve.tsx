import type { CurvePoint } from '@/api'
import { Card, percent } from '@/ui'
import { LineChart } from '@/ui/chart/LineChart'
import { t } from './strings'

export function Curve({ points }: { points: readonly CurvePoint[] }) {
  const line = points.map((point) => ({ x: point.answers, y: point.estimate, low: point.low, high: point.high }))
  return (
    <Card title={t('overview.curve')} aside={t('overview.curve.aside')}>
      {line.length === 0 ? (
        <p className="quiet">{t('overview.curve.none')}</p>
      ) : (
        <LineChart name={t('overview.curve')} series={[{ name: t('overview.curve.series'), points: line, look: 'main' }]} x={{ name: t('overview.curve.x'), low: 0 }} y={{ name: t('overview.curve.series'), high: 1, text: (y) => percent(y, 0) }} />
      )}
    </Card>
  )
}
