import { useId, useRef } from 'react'
import { catalogue, count } from '@/catalogue/catalogue'
import styles from './LineChart.module.css'
import { path, scale, type Scale } from './scale'
import { saveChart, type ChartFormat, type Table } from './save'
import { SaveMenu } from './SaveMenu'
import { useWidth } from './useWidth'

const t = catalogue({ 'chart.none': 'Nothing to draw yet.', 'chart.point': '{series} at {x}: {y} ({low}–{high})' })

export interface Point {
  x: number
  y: number
  low?: number
  high?: number
}

export interface Series {
  name: string
  points: Point[]
  /** `main` in the accent with its band; `quiet` dotted, for comparison; `forecast` dashed. */
  look?: 'main' | 'quiet' | 'forecast'
}

export interface LineChartProps {
  /** What it shows, for the file name and for screen readers. */
  name: string
  series: Series[]
  height?: number
  x?: { name?: string; low?: number; high?: number; text?: (x: number) => string }
  y?: { name?: string; low?: number; high?: number; text?: (y: number) => string }
  /** A dashed line with its name on it. */
  target?: { y: number; name: string }
}

const margin = { top: 12, right: 16, bottom: 24, left: 40 }

/** Thin lines with their interval as a band, named directly, saved as PNG, SVG or CSV. */
export function LineChart({ name, series, height = 240, x = {}, y = {}, target }: LineChartProps) {
  const svg = useRef<SVGSVGElement>(null)
  const [box, width] = useWidth()
  const id = useId()
  const points = series.flatMap((one) => one.points)
  if (points.length === 0) return <p className="quiet">{t('chart.none')}</p>
  const ys = [...points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]), ...(target ? [target.y] : [])]
  const toX = scale(x.low ?? Math.min(...points.map((p) => p.x)), x.high ?? Math.max(...points.map((p) => p.x)), margin.left, width - margin.right)
  const toY = scale(y.low ?? Math.min(...ys), y.high ?? Math.max(...ys), height - margin.bottom, margin.top)
  const save = (format: ChartFormat) => svg.current && void saveChart(svg.current, tableOf(series, x.name ?? 'x'), name, format)
  return (
    <figure className={styles.chart} ref={box}>
      <SaveMenu name={name} onSave={save} />
      <svg ref={svg} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
        <title id={id}>{summary(name, series, x.text ?? count, y.text ?? String)}</title>
        <Grid toX={toX} toY={toY} width={width} height={height} textX={x.text ?? count} textY={y.text ?? String} />
        {target && (
          <g className={styles.target}>
            <line x1={margin.left} x2={width - margin.right} y1={toY(target.y)} y2={toY(target.y)} />
            <text x={margin.left + 4} y={toY(target.y) - 5}>
              {target.name}
            </text>
          </g>
        )}
        {series.map((one) => (
          <Line key={one.name} of={one} toX={toX} toY={toY} named={series.length > 1} right={width - margin.right} />
        ))}
      </svg>
    </figure>
  )
}

function Grid({ toX, toY, width, height, textX, textY }: { toX: Scale; toY: Scale; width: number; height: number; textX: (n: number) => string; textY: (n: number) => string }) {
  return (
    <g className={styles.grid}>
      {toY.ticks.map((tick) => (
        <g key={tick}>
          <line x1={margin.left} x2={width - margin.right} y1={toY(tick)} y2={toY(tick)} />
          <text x={margin.left - 8} y={toY(tick) + 4} textAnchor="end">
            {textY(tick)}
          </text>
        </g>
      ))}
      {toX.ticks.map((tick) => (
        <text key={tick} x={toX(tick)} y={height - 6} textAnchor="middle">
          {textX(tick)}
        </text>
      ))}
    </g>
  )
}

function Line({ of: { name, points, look = 'main' }, toX, toY, named, right }: { of: Series; toX: Scale; toY: Scale; named: boolean; right: number }) {
  const banded = points.filter((point) => point.low !== undefined && point.high !== undefined)
  const upper = banded.map((point) => [toX(point.x), toY(point.high ?? point.y)] as const)
  const lower = banded.map((point) => [toX(point.x), toY(point.low ?? point.y)] as const).reverse()
  const last = points.at(-1)
  if (!last) return null
  const atEnd = toX(last.x) > right - 80
  return (
    <g className={styles.series} data-look={look}>
      {look !== 'quiet' && banded.length > 1 && <path className={styles.band} d={`${path([...upper, ...lower])}Z`} />}
      <path className={styles.line} d={path(points.map((point) => [toX(point.x), toY(point.y)] as const))} />
      {points.length === 1 && banded.length === 1 && <path className={styles.line} d={path([...upper, ...lower])} />}
      {look === 'main' && <circle className={styles.dot} cx={toX(last.x)} cy={toY(last.y)} r={3.5} />}
      {named && (
        <text className={styles.name} x={toX(last.x) + (atEnd ? 0 : 6)} y={toY(last.y) + (look === 'quiet' ? 16 : -8)} textAnchor={atEnd ? 'end' : 'start'}>
          {name}
        </text>
      )}
    </g>
  )
}

function summary(name: string, series: Series[], textX: (n: number) => string, textY: (n: number) => string): string {
  const ends = series.flatMap((one) => {
    const last = one.points.at(-1)
    return last ? [t('chart.point', { series: one.name, x: textX(last.x), y: textY(last.y), low: textY(last.low ?? last.y), high: textY(last.high ?? last.y) })] : []
  })
  return [name, ...ends].join('. ')
}

function tableOf(series: Series[], x: string): Table {
  return {
    columns: ['series', x, 'value', 'low', 'high'],
    rows: series.flatMap((one) => one.points.map((point) => [one.name, point.x, point.y, point.low ?? null, point.high ?? null])),
  }
}
