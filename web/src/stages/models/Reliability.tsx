import type { ModelPage } from '@/api'
import { percent } from '@/ui'
import { LineChart } from '@/ui/chart/LineChart'
import { How } from '@/ui/How'
import styles from './models.module.css'
import { t } from './strings'

/** What the model says of its own sureness against how often it is right. */
export function Reliability({ bins, ece }: { bins: ModelPage['reliability']; ece: number | null }) {
  const filled = bins.filter((bin) => bin.n > 0)
  if (filled.length === 0) return <p className="quiet">{t('models.reliability.none')}</p>
  return (
    <>
      <p className={styles.parts}>
        {ece !== null && <strong>{t('models.reliability.ece', { ece: percent(ece, 1) })}</strong>}
        <How name={t('models.reliability')}>
          <p>{t('models.reliability.how')}</p>
        </How>
      </p>
      <LineChart
        name={t('models.reliability')}
        height={280}
        series={[
          { name: '', points: [{ x: 0, y: 0 }, { x: 1, y: 1 }], look: 'quiet' },
          { name: t('models.reliability.series'), points: filled.map((bin) => ({ x: bin.p, y: bin.rate, ...band(bin) })), look: 'main' },
        ]}
        x={{ name: t('models.reliability.said'), low: 0, high: 1, text: (x) => percent(x, 0) }}
        y={{ name: t('models.reliability.right'), low: 0, high: 1, text: (y) => percent(y, 0) }}
      />
    </>
  )
}

/** Wilson's 95 % interval of a share, so that a bin of three items does not look certain. */
export function band({ rate, n }: { rate: number; n: number }): { low: number; high: number } {
  const z = 1.96
  const centre = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
