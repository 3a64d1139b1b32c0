import type { Question, ShapesQuestion } from '@/api'
import { mediaIn } from '@/fields/media'
import { labelColour } from '@/ui/LabelSwatch'
import type { ReadingProps } from '../kind'
import { offered } from '../labels'
import { describeShapes, keyOf, type Shape } from './shape'
import styles from './Reading.module.css'

/** A picture, small, with what somebody has drawn on it. */
export default function Reading({ question, value, content }: ReadingProps<Question, Shape[]>) {
  const asked = question as ShapesQuestion
  const { src, thumb, width = 0, height = 0 } = mediaIn(content) ?? {}
  const words = <p>{describeShapes(asked, value)}</p>
  const shown = src ?? thumb
  if (value.length === 0 || !shown || !width || !height) return words
  return (
    <>
      {words}
      <svg className={styles.picture} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${question.name} ${describeShapes(asked, value)}`}>
        <image href={shown} width={width} height={height} />
        {value.map((shape) => (
          <Drawn key={keyOf(shape)} shape={shape} colour={labelColour(offered(asked.labels).findIndex((label) => label.id === shape.label))} radius={Math.max(width, height) / 80} />
        ))}
      </svg>
    </>
  )
}

function Drawn({ shape, colour, radius }: { shape: Shape; colour: string; radius: number }) {
  const look = { className: styles.shape, style: { stroke: colour, fill: colour } }
  if ('points' in shape) return <polygon {...look} points={shape.points.join(' ')} />
  if (!('width' in shape)) return <circle {...look} cx={shape.x} cy={shape.y} r={radius} />
  const { x, y, width, height, angle = 0 } = shape
  return <rect {...look} x={x} y={y} width={width} height={height} transform={angle ? `rotate(${angle} ${x + width / 2} ${y + height / 2})` : undefined} />
}
