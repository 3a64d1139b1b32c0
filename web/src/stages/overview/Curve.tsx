import type { CurvePoint } from '@/api'
import { Card, percent } from '@/ui'
import { LineChart } from '@/ui/chart/LineChart'
import { t } from './strings'

export function Curve({ points, name }: { points: readonly CurvePoint[]; name: string }) {
  const line = points.map((point) => ({ x: point.answers, y: point.estimate, low: point.low, high: point.high }))
  return (
    <Card title={t('overview.curve')} aside={t('overview.curve.aside', { name })}>
      {line.length === 0 ? (
        <p className="quiet">{t('overview.curve.none')}</p>
      ) : (
        <LineChart name={t('overview.curve')} series={[{ name, points: line, look: 'main' }]} x={{ name: t('overview.curve.x'), low: 0 }} y={{ name, high: 1, text: (y) => percent(y, 0) }} />
      )}
    </Card>
  )
}
