import { useLayoutEffect, useState, type CSSProperties, type RefObject } from 'react'
import { stretch, type Cursor } from '@/canvas/text/cursor'
import { rangeOf } from '@/canvas/text/geometry'
import { KeyCap } from '@/keyboard'
import { LabelSwatch } from '@/ui/LabelSwatch'
import type { TextHand } from './hand'
import { t } from './markedWords'
import styles from './marked.module.css'

interface PaletteProps {
  root: RefObject<HTMLDivElement | null>
  hand: TextHand
  cursor: Cursor
}

/** What the selection may become, beside it. */
export function Palette({ root, hand, cursor }: PaletteProps) {
  const [style, setStyle] = useState<CSSProperties>({ visibility: 'hidden' })
  useLayoutEffect(() => {
    const element = root.current
    const wanted = stretch(cursor)
    const box = element && wanted && rangeOf(element, wanted)?.getBoundingClientRect()
    if (!element || !box) return
    const frame = element.getBoundingClientRect()
    setStyle({ left: Math.max(0, Math.min(box.left - frame.left, frame.width - 220)), top: box.bottom - frame.top + 6 })
  }, [root, cursor])
  const place = stretch(cursor)
  return (
    <div className={styles.palette} style={style} role="toolbar" aria-label={t('marked.palette')}>
      {hand.choices.map(({ id, name, key, position, run }) => (
        <button
          key={id}
          type="button"
          className={styles.choice}
          // The selection stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => place && run(place)}
        >
          {position !== undefined && <LabelSwatch position={position} />}
          {name}
          {key && <KeyCap of={key} />}
        </button>
      ))}
    </div>
  )
}
