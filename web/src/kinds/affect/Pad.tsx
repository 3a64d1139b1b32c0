import type { CSSProperties, KeyboardEvent, PointerEvent, Ref } from 'react'
import type { AffectQuestion } from '@/api'
import { t } from '../words'
import styles from './affect.module.css'
import { atPart, isStepped, partOf, told, type Axis, type Mood } from './plane'

export interface PadProps {
  ref: Ref<HTMLDivElement>
  question: AffectQuestion
  value: Mood | null
  /** Where a model would put it. */
  likely: Record<string, number> | null
  onMove: (axis: Axis, by: number) => void
  onPlace: (place: { valence: number; arousal: number }) => void
}

const arrows: Record<string, [Axis, number]> = { ArrowRight: ['valence', 1], ArrowLeft: ['valence', -1], ArrowUp: ['arousal', 1], ArrowDown: ['arousal', -1] }

/** A square: pleasant is right, stirred is up. One press puts the point, all four arrows move it, Esc leaves. */
export function Pad({ ref, question, value, likely, onMove, onPlace }: PadProps) {
  const place = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onPlace({
      valence: atPart(question, (event.clientX - box.left) / box.width),
      arousal: atPart(question, 1 - (event.clientY - box.top) / box.height),
    })
  }
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture?.(event.pointerId)
    place(event)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') event.currentTarget.blur()
    const [axis, by] = arrows[event.key] ?? []
    if (!axis || !by) return
    event.preventDefault()
    event.stopPropagation()
    onMove(axis, by * (event.shiftKey ? 3 : 1))
  }
  return (
    <div className={styles.frame}>
      <span className={styles.top} aria-hidden="true">{t('kinds.affect.arousal.high')}</span>
      <div
        ref={ref}
        className={styles.pad}
        data-stepped={isStepped(question) || undefined}
        role="application"
        tabIndex={0}
        data-enter="through"
        aria-label={t('kinds.affect.grid')}
        onPointerDown={down}
        onPointerMove={(event) => event.buttons === 1 && place(event)}
        onKeyDown={onKeyDown}
      >
        {likely?.valence !== undefined && likely.arousal !== undefined && <span className={styles.likely} style={at(question, likely)} />}
        {value && <span className={styles.point} style={at(question, value)} />}
      </div>
      <span className={styles.left} aria-hidden="true">{t('kinds.affect.valence.low')}</span>
      <span className={styles.right} aria-hidden="true">{t('kinds.affect.valence.high')}</span>
      <span className={styles.bottom} aria-hidden="true">{t('kinds.affect.arousal.low')}</span>
      <p className="sr" role="status">{value && told(question, value)}</p>
    </div>
  )
}

export const at = (question: AffectQuestion, mood: Mood): CSSProperties => ({
  left: `${partOf(question, mood.valence ?? 0) * 100}%`,
  bottom: `${partOf(question, mood.arousal ?? 0) * 100}%`,
})
