import styles from './LabelName.module.css'
import { LabelSwatch } from './LabelSwatch'
import { shownOf, type Shown } from './labels'

/** A label as it reads everywhere: colour and name. What the schema no longer knows keeps its id. */
export function LabelName({ id, book }: { id: string; book: Map<string, Shown> }) {
  const label = shownOf(book, id)
  return (
    <span className={styles.name}>
      {label && label.position >= 0 && <LabelSwatch position={label.position} />}
      <span className={styles.text}>{label?.name ?? id}</span>
    </span>
  )
}
