import type { Models } from '@/api'
import { Card } from '@/ui'
import styles from './models.module.css'
import { t } from './strings'

/** The questions that no model learns, each with its reason; nothing where all are learnt. */
export function Unlearnt({ of }: { of: Models['unlearnt'] }) {
  if (of.length === 0) return null
  const reasons = [...new Set(of.map((one) => one.why))]
  return (
    <Card title={t('models.unlearnt')}>
      <dl className={styles.unlearnt}>
        {reasons.map((why) => (
          <div key={why}>
            {of.filter((one) => one.why === why).map((one) => (
              <dt key={one.question}>{one.name}</dt>
            ))}
            <dd className="quiet small">{why}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
