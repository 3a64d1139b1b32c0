import { labelColour } from '@/ui'

const quiet = 'var(--line-2)'
const heights = [6, 10, 18, 30, 22, 12, 7, 14, 34, 42, 36, 24, 30, 16, 9, 6, 12, 26, 20, 11, 7]

/** A line of text. */
export const line = (x: number, y: number, width: number, fill = quiet, height = 5) => <rect key={`${x}-${y}`} x={x} y={y} width={width} height={height} rx={height / 2} fill={fill} />

/** The frame of a picture, with what is in it. */
export function Frame({ x = 18, y = 12, width = 84, height = 60, children }: { x?: number; y?: number; width?: number; height?: number; children?: React.ReactNode }) {
  return (
    <svg x={x} y={y} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect x={0.75} y={0.75} width={width - 1.5} height={height - 1.5} rx={5} fill="var(--surface)" stroke={quiet} strokeWidth="1.5" />
      {children}
    </svg>
  )
}

/** A box drawn on a picture: solid as an answer, dashed as what waits. */
export function Box({ x, y, width, height, label, dashed = false }: { x: number; y: number; width: number; height: number; label: number; dashed?: boolean }) {
  const colour = labelColour(label)
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx={2} fill={colour} opacity={dashed ? 0 : 0.14} />
      <rect x={x} y={y} width={width} height={height} rx={2} fill="none" stroke={colour} strokeWidth="2" strokeDasharray={dashed ? '4 3' : undefined} />
    </g>
  )
}

/** A sound as bars; those from `from` to `to` have the colour of a label. */
export function Wave({ x, y, n, from = 0, to = 0, label = 2 }: { x: number; y: number; n: number; from?: number; to?: number; label?: number }) {
  return (
    <>
      {heights.slice(0, n).map((height, place) => (
        <rect key={place} x={x + place * 6.5} y={y - height / 2} width={3} height={height} rx={1.5} fill={place >= from && place < to ? labelColour(label) : quiet} />
      ))}
    </>
  )
}

/** The first steps of a scale are taken. */
export function Dots({ x, y, taken = 4, gap = 20 }: { x: number; y: number; taken?: number; gap?: number }) {
  return (
    <>
      {[0, 1, 2, 3, 4].map((place) => (
        <circle key={place} cx={x + place * gap} cy={y} r={6} fill={place < taken ? 'var(--accent)' : 'none'} opacity={place < taken ? 0.35 + place * 0.2 : 1} stroke="var(--accent)" strokeWidth="1.2" />
      ))}
    </>
  )
}

/** Labels one above the other, of which one is taken. */
export function Labels({ x, y, n = 4, taken = 1, width = 48 }: { x: number; y: number; n?: number; taken?: number; width?: number }) {
  return (
    <>
      {Array.from({ length: n }, (_, place) => (
        <rect key={place} x={x} y={y + place * 15} width={width} height={10} rx={3} fill={labelColour(place)} opacity={place === taken ? 1 : 0.32} />
      ))}
    </>
  )
}

/** How strong each feeling is. */
export function Strengths({ x, y }: { x: number; y: number }) {
  return (
    <>
      {[40, 16, 28].map((width, place) => (
        <g key={width}>
          {line(x, y + place * 17, 50, quiet, 7)}
          {line(x, y + place * 17, width, labelColour(place + 1), 7)}
        </g>
      ))}
    </>
  )
}

/** The mood grid: pleasant to the right, stirring upwards. */
export function Mood({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width={52} height={52} rx={5} fill="var(--surface)" stroke={quiet} strokeWidth="1.5" />
      <path d="M26 5v42M5 26h42" stroke={quiet} strokeWidth="1.2" />
      <circle cx={37} cy={16} r={5.5} fill="var(--accent)" />
    </g>
  )
}
