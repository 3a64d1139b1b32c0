import type { PointerEvent } from 'react'
import type { Desk, SoundDesk } from '@/canvas/sound/desk'
import { drawWave } from '@/canvas/sound/draw'
import type { Peaks } from '@/canvas/sound/peaks'
import { wholeOf } from '@/canvas/sound/view'
import styles from './sound.module.css'
import { useDrawn } from './useDrawn'

/** The whole sound, with the part that is seen; keys reach it by moving the playhead. */
export function Minimap({ desk, state: { view, seconds }, peaks }: { desk: SoundDesk; state: Desk; peaks: Peaks }) {
  const canvas = useDrawn((element, colours) => drawWave(element, peaks, wholeOf(seconds), colours), [peaks, seconds])
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    event.currentTarget.setPointerCapture?.(event.pointerId)
    desk.scroll(((event.clientX - box.left) / box.width) * seconds - view.span / 2 - desk.snapshot().view.from)
  }
  return (
    <div className={styles.minimap} aria-hidden="true" onPointerDown={go} onPointerMove={go}>
      <canvas ref={canvas} className={styles.wave} />
      <div className={styles.window} style={{ left: `${(view.from / seconds) * 100}%`, width: `${(view.span / seconds) * 100}%` }} />
    </div>
  )
}
