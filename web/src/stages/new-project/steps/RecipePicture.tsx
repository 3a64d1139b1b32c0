import type { ReactNode } from 'react'
import type { Recipe } from '@/api'
import { isLabelled } from '@/questions'
import { labelColour } from '@/ui'
import styles from './RecipeStep.module.css'

/** What is asked, drawn from the questions themselves: so a stranger's recipe has its picture too. */
export function RecipePicture({ recipe }: { recipe: Recipe }) {
  return (
    <svg className={styles.picture} viewBox="0 0 180 84" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {drawingOf(recipe)}
    </svg>
  )
}

function drawingOf({ id, schema }: Recipe): ReactNode {
  const [first, second] = schema.questions
  if (!first || id === 'empty') return <Empty />
  if (first.kind === 'rating') return <Rating />
  if (first.kind === 'choices') return <Many />
  if (first.kind === 'choice' && isLabelled(first) && first.labels.length <= 3) return <Few n={first.labels.length} />
  return <Topics more={second?.kind === 'choices'} />
}

const line = (x: number, y: number, width: number, fill = 'var(--line-2)', height = 5) => <rect key={`${x}-${y}`} x={x} y={y} width={width} height={height} rx={height / 2} fill={fill} />

function Topics({ more }: { more: boolean }) {
  const rows = [14, 29, 44, 59]
  return (
    <>
      {[line(18, 22, 66), line(18, 34, 56), line(18, 46, 62), more && line(18, 58, 40)]}
      <path d="M90 36h14" stroke="var(--ink-3)" strokeWidth="1.5" />
      {rows.map((y, index) => (
        <rect key={y} x={112} y={y} width={48} height={10} rx={3} fill={labelColour(index)} opacity={index === 1 ? 1 : 0.32} />
      ))}
    </>
  )
}

function Few({ n }: { n: number }) {
  const width = n === 2 ? 60 : 40
  return (
    <>
      {[line(20, 20, 110), line(20, 32, 84)]}
      {Array.from({ length: n }, (_, index) => (
        <rect key={index} x={20 + index * (width + 10)} y={50} width={width} height={15} rx={7.5} fill={labelColour(index === n - 1 ? 2 : index === 0 ? 3 : 9)} opacity={index === n - 1 ? 1 : 0.3} />
      ))}
    </>
  )
}

function Many() {
  return (
    <>
      {[line(20, 20, 110), line(20, 32, 84)]}
      {[0, 1, 2, 3].map((index) => (
        <g key={index}>
          <rect x={20 + index * 36} y={50} width={14} height={14} rx={3} fill={index % 2 ? 'none' : labelColour(index)} stroke={labelColour(index)} strokeWidth="1.5" />
          {line(20 + index * 36, 70, 24, 'var(--line-2)', 3)}
        </g>
      ))}
    </>
  )
}

function Rating() {
  return (
    <>
      {[line(20, 18, 60), line(20, 32, 130), line(20, 42, 104)]}
      {[0, 1, 2, 3, 4].map((index) => (
        <circle key={index} cx={28 + index * 28} cy={64} r={7} fill={index < 4 ? 'var(--accent)' : 'none'} opacity={index < 4 ? 0.35 + index * 0.2 : 1} stroke="var(--accent)" strokeWidth="1.2" />
      ))}
    </>
  )
}

function Empty() {
  return (
    <>
      <rect x={56} y={14} width={68} height={56} rx={6} fill="none" stroke="var(--line-ctl)" strokeWidth="1.5" strokeDasharray="4 3" />
      <path d="M90 32v20M80 42h20" stroke="var(--ink-3)" strokeWidth="2" strokeLinecap="round" />
    </>
  )
}
