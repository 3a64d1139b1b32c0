import { labelColour } from '@/ui'
import { Dots, Labels, line } from './pieces'

export const Topics = () => (
  <>
    {[line(18, 22, 66), line(18, 34, 56), line(18, 46, 62)]}
    <path d="M90 36h14" stroke="var(--ink-3)" strokeWidth="1.5" />
    <Labels x={112} y={14} />
  </>
)

export function Few({ n }: { n: number }) {
  const width = n === 2 ? 60 : 40
  return (
    <>
      {[line(20, 20, 110), line(20, 32, 84)]}
      {Array.from({ length: n }, (_, place) => (
        <rect key={place} x={20 + place * (width + 10)} y={50} width={width} height={15} rx={7.5} fill={labelColour(place === n - 1 ? 2 : place === 0 ? 3 : 9)} opacity={place === n - 1 ? 1 : 0.3} />
      ))}
    </>
  )
}

export const Many = () => (
  <>
    {[line(20, 20, 110), line(20, 32, 84)]}
    {[0, 1, 2, 3].map((place) => (
      <g key={place}>
        <rect x={20 + place * 36} y={50} width={14} height={14} rx={3} fill={place % 2 ? 'none' : labelColour(place)} stroke={labelColour(place)} strokeWidth="1.5" />
        {line(20 + place * 36, 70, 24, 'var(--line-2)', 3)}
      </g>
    ))}
  </>
)

export const Scale = () => (
  <>
    {[line(20, 18, 60), line(20, 32, 130), line(20, 42, 104)]}
    <Dots x={28} y={64} gap={28} />
  </>
)

/** Words in a text that are marked, each with its label beneath. */
export const Names = () => (
  <>
    {[line(20, 20, 26), line(96, 20, 58), line(20, 42, 56), line(136, 42, 20), line(20, 62, 78)]}
    <Mark x={52} y={20} width={38} label={0} />
    <Mark x={82} y={42} width={48} label={1} />
  </>
)

/** What is spoken of, and the words that judge it, joined. */
export const Aspects = () => (
  <>
    {[line(20, 34, 12), line(76, 34, 18), line(146, 34, 14), line(20, 62, 22), line(98, 62, 56)]}
    <path d="M54 26C60 10 112 10 120 26" fill="none" stroke={labelColour(2)} strokeWidth="1.5" />
    <path d="m116 20 4 7 4-7" fill="none" stroke={labelColour(2)} strokeWidth="1.5" />
    <Mark x={38} y={34} width={32} label={0} />
    <Mark x={100} y={34} width={40} label={2} />
    <Mark x={48} y={62} width={44} label={0} />
  </>
)

const Mark = ({ x, y, width, label }: { x: number; y: number; width: number; label: number }) => (
  <>
    <rect x={x - 3} y={y - 5} width={width + 6} height={15} rx={2} fill={labelColour(label)} opacity={0.22} />
    {line(x, y, width, labelColour(label))}
    <path d={`M${x - 3} ${y + 11}h${width + 6}`} stroke={labelColour(label)} strokeWidth="2" />
  </>
)

const mouths = ['M-5 3q5 6 10 0', 'M-5 5h10', 'M-5 6q5-6 10 0', 'M-3 5a3 3.5 0 1 0 6 0a3 3.5 0 1 0-6 0']

export const Faces = () => (
  <>
    {[line(24, 16, 120), line(24, 28, 86)]}
    {mouths.map((mouth, place) => (
      <g key={mouth} transform={`translate(${36 + place * 36} 57)`} opacity={place === 0 ? 1 : 0.55}>
        <circle r={13} fill={labelColour(place + 1)} opacity={place === 0 ? 0.3 : 0.14} />
        <circle r={13} fill="none" stroke={labelColour(place + 1)} strokeWidth={place === 0 ? 2 : 1.2} />
        <path d={`M-4-4v2M4-4v2${mouth}`} fill="none" stroke="var(--ink-2)" strokeWidth="1.6" strokeLinecap="round" />
      </g>
    ))}
  </>
)

/** A post that may stay or has to go. */
export const Verdict = () => (
  <>
    <rect x={18} y={12} width={100} height={58} rx={6} fill="var(--surface)" stroke="var(--line-2)" strokeWidth="1.5" />
    <circle cx={32} cy={26} r={6} fill="var(--line-2)" />
    {[line(44, 23, 42), line(28, 42, 76), line(28, 56, 50, labelColour(3))]}
    <circle cx={146} cy={27} r={12} fill="none" stroke={labelColour(2)} strokeWidth="1.5" opacity={0.6} />
    <path d="m140 27 4.5 4.5 8-8.5" fill="none" stroke={labelColour(2)} strokeWidth="2" opacity={0.6} />
    <circle cx={146} cy={57} r={12} fill={labelColour(3)} />
    <path d="m141 52 10 10m0-10-10 10" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
  </>
)

export const Pair = () => (
  <>
    {[24, 98].map((x, place) => (
      <g key={x}>
        <rect x={x} y={12} width={58} height={60} rx={6} fill="var(--surface)" stroke={place ? 'var(--accent)' : 'var(--line-2)'} strokeWidth={place ? 2 : 1.5} />
        {[line(x + 9, 24, 40), line(x + 9, 36, 32), line(x + 9, 48, place ? 40 : 22)]}
      </g>
    ))}
    <circle cx={156} cy={70} r={9} fill="var(--accent-fill)" />
    <path d="m152 70 3 3 5-6" fill="none" stroke="var(--on-accent)" strokeWidth="1.8" />
  </>
)

/** Places from first to last. */
export const Order = () => (
  <>
    {[112, 86, 60].map((width, place) => (
      <g key={width}>
        <circle cx={32} cy={20 + place * 22} r={8} fill={place ? 'none' : 'var(--accent)'} stroke="var(--accent)" strokeWidth="1.5" />
        {line(48, 16 + place * 22, width, place ? 'var(--line-2)' : 'var(--accent)', 8)}
      </g>
    ))}
  </>
)

/** Turns, of which the last is judged. */
export const Turns = () => (
  <>
    {[line(18, 10, 62, 'var(--line-2)', 13), line(78, 27, 84, 'var(--line-2)', 13)]}
    <rect x={18} y={45} width={74} height={13} rx={6.5} fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="1.8" />
    <Dots x={84} y={71} gap={18} />
  </>
)

/** A row of a table with one cell that cannot be right. */
export const Table = () => (
  <>
    <rect x={20} y={12} width={140} height={60} rx={5} fill="var(--surface)" stroke="var(--line-2)" strokeWidth="1.5" />
    <rect x={114} y={32} width={45} height={20} fill={labelColour(3)} opacity={0.22} />
    <path d="M20 32h140M20 52h140M67 12v60M114 12v60" stroke="var(--line-2)" strokeWidth="1.2" />
    {[line(28, 20, 30, 'var(--line-ctl)', 4), line(75, 20, 24, 'var(--line-ctl)', 4), line(122, 20, 28, 'var(--line-ctl)', 4)]}
    {[line(28, 40, 22, undefined, 4), line(75, 40, 30, undefined, 4), line(122, 40, 18, labelColour(3), 4), line(28, 60, 28, undefined, 4), line(75, 60, 18, undefined, 4), line(122, 60, 26, undefined, 4)]}
    <rect x={114} y={32} width={46} height={20} fill="none" stroke={labelColour(3)} strokeWidth="2" />
  </>
)

export const Empty = () => (
  <>
    <rect x={56} y={14} width={68} height={56} rx={6} fill="none" stroke="var(--line-ctl)" strokeWidth="1.5" strokeDasharray="4 3" />
    <path d="M90 32v20M80 42h20" stroke="var(--ink-3)" strokeWidth="2" strokeLinecap="round" />
  </>
)
