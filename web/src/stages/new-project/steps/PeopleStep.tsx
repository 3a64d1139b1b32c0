import { Card, Checkbox, Icon, percent, Select, TextInput } from '@/ui'
import type { Act, Draft } from '../draft'
import { t } from '../strings'
import styles from './narrow.module.css'
import { summaryOf } from './summary'

const shares = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 1]

/** Name, how many answer each item, second opinions, suggestions; and what will happen. */
export function PeopleStep({ draft, act }: { draft: Draft; act: (act: Act) => void }) {
  const { name, aim } = draft
  return (
    <div className={styles.column}>
      <Card>
        <div className={styles.form}>
          <TextInput autoFocus label={t('new.people.name')} value={name} problem={!name.trim() && t('new.people.name.missing')} onChange={(event) => act({ do: 'name', name: event.target.value })} />
          <Select
            label={t('new.people.answers')}
            help={t('new.people.answers.help')}
            value={aim.answers_per_item}
            options={[1, 2, 3, 5].map((n) => ({ value: String(n), name: String(n) }))}
            onChange={(event) => act({ do: 'aim', aim: { answers_per_item: Number(event.target.value) } })}
          />
          <Select
            label={t('new.people.overlap')}
            help={t('new.people.overlap.help')}
            value={aim.overlap}
            options={shares.map((share) => ({ value: String(share), name: share === 0 ? t('new.people.overlap.none') : t('new.people.overlap.some', { share: percent(share, 0) }) }))}
            onChange={(event) => act({ do: 'aim', aim: { overlap: Number(event.target.value) } })}
          />
          <Checkbox label={t('new.people.suggest')} help={t('new.people.suggest.help')} checked={aim.show_suggestions} onChange={(event) => act({ do: 'aim', aim: { show_suggestions: event.target.checked } })} />
        </div>
      </Card>
      <Card title={t('new.summary')}>
        <ul className={styles.sums}>
          {[...summaryOf(draft), t('new.people.invite')].map((line) => (
            <li key={line}>
              <Icon name="check" /> {line}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
