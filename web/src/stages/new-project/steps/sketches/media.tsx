import type { ReactNode } from 'react'
import { labelColour } from '@/ui'
import { Box, Frame, Labels, line, Mood, Strengths, Wave } from './pieces'

const Landscape = () => (
  <>
    <circle cx={62} cy={18} r={7} fill={labelColour(1)} opacity={0.75} />
    <path d="M2 54 28 26 46 44 58 34 82 54v1a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4Z" fill="var(--line-2)" />
  </>
)

const Cell = ({ x, y, r = 9, nucleus = false }: { x: number; y: number; r?: number; nucleus?: boolean }) => (
  <>
    <circle cx={x} cy={y} r={r} fill={labelColour(nucleus ? 4 : 3)} opacity={0.28} />
    <circle cx={x} cy={y} r={nucleus ? r * 0.55 : r * 0.4} fill={nucleus ? labelColour(4) : 'var(--surface)'} opacity={0.75} />
  </>
)

/** What is asked beside a picture. */
export const Beside = ({ children }: { children: ReactNode }) => (
  <>
    <Frame>
      <Landscape />
    </Frame>
    {children}
  </>
)

export const PictureClasses = () => (
  <>
    <Frame x={24} width={72}>
      <Cell x={36} y={30} r={20} nucleus />
    </Frame>
    <Labels x={112} y={14} taken={1} />
  </>
)

export const PictureFeelings = () => (
  <Beside>
    <Strengths x={112} y={22} />
  </Beside>
)

export const Boxes = () => (
  <Frame x={28} y={8} width={124} height={68}>
    <path d="M2 62 40 26 64 48 82 34 122 62v1a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4Z" fill="var(--line-2)" />
    <Box x={24} y={18} width={34} height={34} label={0} />
    <Box x={74} y={26} width={26} height={24} label={1} dashed />
  </Frame>
)

export const Cells = () => (
  <Frame x={28} y={8} width={124} height={68}>
    <Cell x={20} y={20} />
    <Cell x={46} y={48} />
    <Cell x={104} y={20} />
    <Cell x={74} y={26} r={13} nucleus />
    <Cell x={106} y={52} r={5} />
    <Box x={8} y={8} width={24} height={24} label={3} />
    <Box x={34} y={36} width={24} height={24} label={3} />
    <Box x={58} y={10} width={32} height={32} label={4} />
    <Box x={98} y={44} width={16} height={16} label={1} dashed />
  </Frame>
)

export const Street = () => (
  <Frame x={28} y={8} width={124} height={68}>
    <path d="M52 22h20l48 44H4Z" fill={labelColour(4)} opacity={0.22} stroke={labelColour(4)} strokeWidth="1.5" />
    <path d="M62 26v6m0 6v9m0 6v10" stroke="var(--surface)" strokeWidth="2.5" />
    <path d="M70 46v-8l5-8h18l5 8v8Z" fill="var(--ink-3)" opacity={0.6} />
    <Box x={66} y={26} width={36} height={24} label={0} />
    <circle cx={26} cy={25} r={3} fill="var(--ink-3)" opacity={0.7} />
    <path d="M26 30v12m0 0-4 9m4-9 4 9" stroke="var(--ink-3)" strokeWidth="3" strokeLinecap="round" opacity={0.7} />
    <Box x={17} y={18} width={18} height={37} label={1} dashed />
  </Frame>
)

export const Outline = () => (
  <Frame x={28} y={8} width={124} height={68}>
    <path d="M22 50 34 18 72 12 102 34 84 56 46 60Z" fill={labelColour(2)} opacity={0.2} />
    <path d="M22 50 34 18 72 12 102 34 84 56 46 60Z" fill="none" stroke={labelColour(2)} strokeWidth="2" />
    {[[22, 50], [34, 18], [72, 12], [102, 34], [84, 56], [46, 60]].map(([x, y]) => (
      <circle key={x} cx={x} cy={y} r={3} fill="var(--surface)" stroke={labelColour(2)} strokeWidth="1.5" />
    ))}
  </Frame>
)

export const Points = () => (
  <Frame x={28} y={8} width={124} height={68}>
    {[[26, 22], [54, 44], [78, 20], [100, 48]].map(([x = 0, y = 0], place) => (
      <g key={x} stroke={labelColour(place % 2)} strokeWidth="2">
        <circle cx={x} cy={y} r={6} fill="none" />
        <path d={`M${x} ${y - 10}v20M${x - 10} ${y}h20`} strokeWidth="1.2" />
      </g>
    ))}
  </Frame>
)

export const SoundClasses = () => (
  <>
    <Wave x={16} y={42} n={13} />
    <Labels x={112} y={14} taken={2} />
  </>
)

export const SoundFeelings = () => (
  <>
    <Wave x={16} y={42} n={13} from={2} to={5} label={1} />
    <Mood x={112} y={16} />
  </>
)

/** Sounds with where each begins and ends. */
export const Events = () => (
  <>
    <rect x={42} y={12} width={47} height={60} fill={labelColour(2)} opacity={0.14} />
    <path d="M42 12v60M89 12v60" stroke={labelColour(2)} strokeWidth="2" />
    <Wave x={22} y={42} n={21} from={4} to={10} />
  </>
)

/** A voice, and the words that were heard. */
export const Speech = () => (
  <>
    <Wave x={22} y={30} n={21} from={7} to={14} label={0} />
    <path d="M64 10v42M112 10v42" stroke={labelColour(0)} strokeWidth="1.8" />
    <rect x={56} y={56} width={64} height={18} rx={4} fill="var(--surface)" stroke={labelColour(0)} strokeWidth="1.5" />
    {[line(64, 63, 26, 'var(--ink-3)', 4), line(94, 63, 18, 'var(--ink-3)', 4)]}
  </>
)
