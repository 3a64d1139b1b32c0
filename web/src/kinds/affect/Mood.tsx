import { useRef } from 'react'
import type { AffectQuestion } from '@/api'
import { useKeys, type Binding } from '@/keyboard'
import type { AnswerProps } from '../kind'
import { t } from '../words'
import styles from './affect.module.css'
import { AxisLine } from './AxisLine'
import { Pad } from './Pad'
import { axesOf, moved, set, stepOf, type Axis, type Mood as Value } from './plane'

/** The grid, and each axis once more as a slider that says where the point is. */
export function Mood({ question, value, suggestion, focused, onChange, labelledBy }: AnswerProps<AffectQuestion, Value>) {
  const pad = useRef<HTMLDivElement>(null)
  const go = (axis: Axis, by: number) => onChange(moved(question, value, axis, by * stepOf(question)))
  const into = (axis: Axis, by: number) => {
    pad.current?.focus()
    go(axis, by)
  }
  const keys: Binding[] = [
    { key: 'ArrowRight', name: t('kinds.affect.right'), run: () => into('valence', 1) },
    { key: 'ArrowLeft', name: t('kinds.affect.left'), run: () => into('valence', -1) },
    { key: 'a', name: t('kinds.affect.enter'), run: () => pad.current?.focus() },
  ]
  useKeys(t('kinds.affect.keys'), keys, { enabled: focused })
  return (
    <div className={styles.mood} role="group" aria-labelledby={labelledBy}>
      <Pad ref={pad} question={question} value={value ?? null} likely={suggestion} onMove={go} onPlace={(place) => onChange({ ...set(question, value, 'valence', 0), ...value, ...place })} />
      <div className={styles.axes}>
        {axesOf(question).map((axis) => (
          <AxisLine key={axis} question={question} axis={axis} at={value?.[axis]} onChange={(at) => onChange(set(question, value, axis, at))} />
        ))}
      </div>
    </div>
  )
}
