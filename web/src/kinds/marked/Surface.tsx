import { Suspense, use, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TextDesk } from '@/canvas/text/desk'
import type { Layer } from '@/fields/field'
import { useKeys } from '@/keyboard'
import type { SurfaceProps } from '../kind'
import { kindOf } from '../registry'
import { useDesk } from '../useDesk'
import { Blocks } from './Blocks'
import { Caret } from './Caret'
import { Ends, type Pull } from './Ends'
import type { TextHand } from './hand'
import { loaded } from './loaded'
import { t } from './markedWords'
import styles from './marked.module.css'
import { Palette } from './Palette'
import { drawn } from './pieces'
import { useTextKeys } from './useTextKeys'
import { useTextPointer } from './useTextPointer'

/** From so many letters on, only what is in sight is drawn. */
const LONG = 20_000
const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** A text on which people mark parts, by pointer, by touch or by keyboard alone. */
export default function Surface({ field, item, layers }: SurfaceProps) {
  const { desk, state } = useDesk(field.id)
  const root = useRef<HTMLDivElement>(null)
  const [pull, setPull] = useState<Pull>()
  const text = textOf(field.value)
  useOpen(desk, item, text, root)
  const isOpen = state.text === text
  const mine = layers.filter(({ question }) => kindOf(question).hand)
  const hands = mine.flatMap((layer) => handOf(desk, layer))
  const hand = isOpen ? hands[Math.max(0, mine.findIndex((layer) => layer.focused))] : undefined
  const picked = hands.map(({ pickedKey }) => pickedKey).join('|')
  const pieces = useMemo(
    () => (isOpen ? drawn(hands) : []),
    // Hands are made anew each time; what they show changes with these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [isOpen, picked, state.refused, desk, ...mine.flatMap((layer) => [layer.value, layer.suggestion, layer.question])],
  )
  const shown = pull ? pieces.map((piece) => (piece.key === hand?.held?.key ? { ...piece, [pull.side]: pull.to } : piece)) : pieces
  useKeys(hand?.question.name ?? '', hand?.bindings() ?? [], { enabled: hand !== undefined && mine.some((layer) => layer.focused) })
  const onKeyDown = useTextKeys(root, desk, pieces)
  const pointer = useTextPointer(root, desk, pieces, hand)
  return (
    <div className={styles.frame}>
      <div
        ref={root}
        className={styles.text}
        data-long={text.length > LONG || undefined}
        tabIndex={0}
        role="application"
        aria-roledescription={t('marked.role')}
        aria-label={t('marked.text', { field: field.name || field.id })}
        aria-describedby={`${field.id}-text-help`}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        <Blocks text={text} pieces={shown} />
      </div>
      <Caret root={root} cursor={state.cursor} pieces={shown} />
      <Suspense>
        {layers.map((layer) => layer.Over && isOpen && <layer.Over key={layer.question.id} field={field} layer={layer} layers={layers} root={root} />)}
      </Suspense>
      {hand?.held && <Ends root={root} hand={hand} pull={pull} onPull={setPull} pieces={shown} />}
      {hand && state.cursor.state === 'range' && <Palette root={root} hand={hand} cursor={state.cursor} />}
      <p id={`${field.id}-text-help`} className="sr">
        {hand?.help}
      </p>
      <p className="sr" role="status" aria-live="polite">
        {/* A sign that is not read out makes the same words new. */}
        {state.said.words}
        {state.said.turn % 2 ? '\u00a0' : ''}
      </p>
    </div>
  )
}

function handOf(desk: TextDesk, layer: Layer): TextHand[] {
  const { hand } = kindOf(layer.question)
  return hand ? [use(loaded(hand))(desk, layer)] : []
}

/** Put the text on the desk; a hand that was on the last text starts this one. */
function useOpen(desk: TextDesk, item: string, text: string, root: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    desk.open(item, text)
    if (desk.cursor.state === 'away' && document.activeElement === root.current) desk.step({ do: 'place', at: 0 })
  }, [desk, item, text, root])
}
