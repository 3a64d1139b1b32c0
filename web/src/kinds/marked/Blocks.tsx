import { memo } from 'react'
import { blocks, runs, type Block } from '@/canvas/text/runs'
import { lookOf, styleOf, type Drawn } from './pieces'
import styles from './marked.module.css'

/** A text with what is marked in it, paragraph by paragraph; each runs the way its script does. */
export function Blocks({ text, pieces }: { text: string; pieces: readonly Drawn[] }) {
  return blocks(text, pieces).map((block) => (
    <Paragraph key={block.start} text={text.slice(block.start, block.end)} block={block} looks={block.pieces.map(lookOf).join(' ')} />
  ))
}

interface ParagraphProps {
  text: string
  block: Block<Drawn>
  looks: string
}

// Of a long text, only the paragraph that changes is drawn anew.
const Paragraph = memo(
  function Paragraph({ text, block }: ParagraphProps) {
    return (
      <p dir="auto" data-block={block.start}>
        {runs(block).map(({ start, end, pieces }) => (
          <span key={start} data-at={start} className={pieces.length > 0 ? styles.run : undefined} style={styleOf(pieces)} data-tag={tagOf(pieces, end)}>
            {text.slice(start - block.start, end - block.start)}
          </span>
        ))}
      </p>
    )
  },
  (before, after) => before.text === after.text && before.looks === after.looks && before.block.start === after.block.start,
)

/** The names of the labels that end here, the innermost first. They are no text: they cannot be selected. */
function tagOf(pieces: readonly Drawn[], end: number): string | undefined {
  const names = pieces.flatMap((piece) => (piece.end === end && piece.tag ? [piece.tag] : []))
  return names.length > 0 ? names.toReversed().join(' · ') : undefined
}
