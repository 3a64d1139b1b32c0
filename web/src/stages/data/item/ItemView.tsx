import { Link } from '@tanstack/react-router'
import { useItem, type Schema } from '@/api'
import { mediaIn } from '@/fields/media'
import { ErrorNote, Icon } from '@/ui'
import type { Shown } from '@/ui/labels'
import { LookAgain } from '../LookAgain'
import { StatusWord } from '../StatusWord'
import { t } from '../strings'
import { Agreed } from './Agreed'
import { Answers } from './Answers'
import { Fate } from './Fate'
import { Fields } from './Fields'
import { Foretold } from './Foretold'
import { Past } from './Past'
import styles from './ItemView.module.css'
import { Probabilities } from './Probabilities'

export interface ItemViewProps {
  project: number
  item: number
  schema: Schema | undefined
  book: Map<string, Shown>
}

/** Of an erased item only its number is left. */
const isErased = ({ key }: { key: string | null }) => key?.startsWith('erased:') ?? false

/** An item: what it says, what people and the model say of it, what became of it. */
export function ItemView({ project, item, schema, book }: ItemViewProps) {
  const { data, isError, error, refetch } = useItem(project, item)
  if (isError && !data) return <ErrorNote of={error} onRetry={() => void refetch()} />
  if (!data || !schema) return <div className={styles.item} aria-busy="true" />
  const { history } = data
  return (
    <div className={styles.item}>
      <p className={styles.line}>
        <StatusWord of={data.status} />
        {data.key && (
          <span className="quiet small">
            {t('data.item.key')} <code className={styles.key}>{data.key}</code>
          </span>
        )}
        <Link to={`/p/${project}/data`} search={{ like: item }} className="small">
          <Icon name="search" size={12} /> {t('data.alike.find')}
        </Link>
        {data.group && (
          <span className="quiet small">
            {t('data.item.group')} <code className={styles.key}>{data.group}</code>
          </span>
        )}
      </p>
      <Fields fields={data.fields} schema={schema} />
      {Object.values(data.fields).some((value) => (mediaIn(value)?.state ?? 'ok') !== 'ok') && <LookAgain project={project} items={[item]} />}
      <Agreed of={data} schema={schema} book={book} />
      {(history.parts ?? history.value) ? <Foretold of={history.parts ?? history.value ?? []} schema={schema} fields={data.revisions[0]?.fields} book={book} /> : <Probabilities of={history.prediction} book={book} />}
      <Answers of={history.annotations} schema={schema} revisions={data.revisions} />
      <Past revisions={data.revisions} events={history.events} schema={schema} />
      {isErased(data) ? <p className="quiet">{t('data.item.erased')}</p> : <Fate project={project} item={item} status={data.status} />}
    </div>
  )
}
