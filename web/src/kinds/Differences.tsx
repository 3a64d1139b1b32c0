import styles from './Differences.module.css'
import type { Piece } from './differences'

const tags = { same: 'span', gone: 'del', new: 'ins' } as const

/** Text with what went and what came marked; without one kind of pieces it is one side of a comparison. */
export function Differences({ pieces, without }: { pieces: readonly Piece[]; without?: Piece['is'] }) {
  return (
    <p className={styles.text} dir="auto">
      {pieces
        .filter(({ is }) => is !== without)
        .map(({ is, text }, index) => {
          const Tag = tags[is]
          return <Tag key={index}>{text}</Tag>
        })}
    </p>
  )
}
