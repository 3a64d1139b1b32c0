import type { Models } from '@/api'
import { Card } from '@/ui'
import { t } from './strings'

/** The questions that no model learns, each with its reason; nothing where all are learnt. */
export function Unlearnt({ of }: { of: Models['unlearnt'] }) {
  if (of.length === 0) return null
  return (
    <Card title={t('models.unlearnt')}>
      <dl>
        {of.map((one) => (
          <div key={one.question}>
            <dt>{one.name}</dt>
            <dd className="quiet small">{one.why}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
