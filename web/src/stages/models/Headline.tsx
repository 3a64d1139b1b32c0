import type { ModelPage, Models } from '@/api'
import { Card, Interval, percent, when } from '@/ui'
import { How } from '@/ui/How'
import styles from './models.module.css'
import { t } from './strings'

/** One version in three numbers, each with its interval and its method. */
export function Headline({ model, measure }: { model: ModelPage; measure: Models['measure'] }) {
  return (
    <Card title={t('models.version', { n: model.version })} aside={when(model.created_at)}>
      <dl className={styles.trio}>
        {(['accuracy', 'anytime', 'prequential'] as const).map((name) => {
          const of = model[name]
          const called = name === 'accuracy' ? measure.name : t(`models.${name}`)
          return (
            <div key={name}>
              <dt>
                {called}{' '}
                <How name={called}>
                  {name === 'accuracy' && <p>{measure.how}</p>}
                  <p>{t(`models.${name}.how`)}</p>
                  {of?.method && <p>{t('models.interval.how', { level: percent(of.level ?? 0.95, 0), method: of.method, n: of.n ?? 0 })}</p>}
                </How>
              </dt>
              <dd>
                <Interval of={of} digits={1} />
              </dd>
            </div>
          )
        })}
      </dl>
    </Card>
  )
}
