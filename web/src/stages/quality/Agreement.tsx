import { Link } from '@tanstack/react-router'
import type { Interval as Shape, Quality } from '@/api'
import { Card, EmptyState, Interval, percent } from '@/ui'
import { How } from '@/ui/How'
import { IntervalBar } from '@/ui/IntervalBar'
import styles from './quality.module.css'
import { t } from './strings'

/** Percent agreement and α, each with its interval drawn; or what brings them. */
export function Agreement({ project, of, people }: { project: number; of: Quality['agreement']; people: number }) {
  const { percent: same, alpha, pairs, items } = of
  if (!same && !alpha) {
    const [why, link, part] = people > 1 ? (['quality.none.alone', 'quality.overlap', 'routing'] as const) : (['quality.none.why', 'quality.invite', 'people'] as const)
    return (
      <Card>
        <EmptyState
          icon="people"
          title={t('quality.none')}
          actions={
            <Link className={styles.button} to={`/p/${project}/settings`} search={{ part }}>
              {t(link)}
            </Link>
          }
        >
          {t(why)}
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card title={t('quality.agreement')} aside={t('quality.agreement.aside')}>
      <div className={styles.numbers}>
        {alpha && (
          <Measure name={t('quality.agreement.alpha')} how={t(of.alike ? 'quality.agreement.alpha.alike' : 'quality.agreement.alpha.how')} of={alpha} unit="number">
            <IntervalBar of={alpha} mark={0.8} />
            <p className={styles.mark}>{t('quality.agreement.mark')}</p>
          </Measure>
        )}
        {same && (
          <Measure name={t(of.alike ? 'quality.agreement.alike' : 'quality.agreement.percent')} how={t(of.alike ? 'quality.agreement.alike.how' : 'quality.agreement.percent.how')} of={same} unit="percent">
            <IntervalBar of={same} />
          </Measure>
        )}
      </div>
      <p className="quiet small">{t('quality.agreement.base', { pairs, items })}</p>
    </Card>
  )
}

function Measure({ name, how, of, unit, children }: { name: string; how: string; of: Shape; unit: 'number' | 'percent'; children: React.ReactNode }) {
  return (
    <div className={styles.measure}>
      <p className={styles.name}>
        {name}{' '}
        <How name={name}>
          <p>{how}</p>
          {of.method && <p>{t('quality.interval.how', { level: percent(of.level ?? 0.95, 0), method: of.method, n: of.n ?? 0 })}</p>}
          <p>{t('quality.method', { page: 'agreement' })}</p>
        </How>
      </p>
      <p className={styles.big}>
        <Interval of={of} unit={unit} digits={unit === 'number' ? 2 : 0} />
      </p>
      {children}
    </div>
  )
}
