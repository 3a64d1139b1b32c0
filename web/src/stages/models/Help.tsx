import type { Models } from '@/api'
import { Card, duration, Interval, percent } from '@/ui'
import { How } from '@/ui/How'
import styles from './models.module.css'
import { t } from './strings'

/** What suggestions are worth: seconds an answer, with and without one. */
export function Help({ of }: { of: Models['help'] }) {
  return (
    <Card title={t('models.help')} aside={t('models.help.aside')}>
      {of ? (
        <>
          <dl className={styles.trio}>
            <div>
              <dt>{t('models.help.with')}</dt>
              <dd>{duration(of.with_s)}</dd>
            </div>
            <div>
              <dt>{t('models.help.without')}</dt>
              <dd>{duration(of.without_s)}</dd>
            </div>
            <div>
              <dt>
                {t('models.help.saved')}{' '}
                <How name={t('models.help.saved')}>
                  <p>{t('models.help.how')}</p>
                  <p>{t('models.help.interval', { level: percent(of.saved.level ?? 0.95, 0), method: of.saved.method ?? '', n: of.saved.n ?? 0 })}</p>
                </How>
              </dt>
              <dd>
                <Interval of={of.saved} unit="seconds" digits={1} />
              </dd>
            </div>
          </dl>
          <p className="quiet small">{t('models.help.base', { shown: of.shown, withheld: of.withheld })}</p>
        </>
      ) : (
        <p className="quiet small">{t('models.help.none')}</p>
      )}
    </Card>
  )
}
