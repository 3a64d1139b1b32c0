import { useLayoutEffect, useState, type CSSProperties, type RefObject } from 'react'
import { stretch, type Cursor } from '@/canvas/text/cursor'
import { rangeOf } from '@/canvas/text/geometry'
import { KeyCap } from '@/keyboard'
import { LabelSwatch } from '@/ui/LabelSwatch'
import { mark } from './acts'
import type { Hand } from './hand'
import { spanKey } from './keys'
import { t } from './spanWords'
import styles from './spans.module.css'

interface PaletteProps {
  root: RefObject<HTMLDivElement | null>
  hand: Hand
  cursor: Cursor
}

/** The labels, at what is selected. */
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
  return (
    <div className={styles.palette} style={style} role="toolbar" aria-label={t('spans.palette')}>
      {hand.labels.map((label, position) => (
        <button
          key={label.id}
          type="button"
          className={styles.choice}
          // The selection stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => mark(hand, label.id, stretch(cursor))}
        >
          <LabelSwatch position={position} />
          {label.name}
          {spanKey(position) && <KeyCap of={spanKey(position) ?? ''} />}
        </button>
      ))}
    </div>
  )
}
