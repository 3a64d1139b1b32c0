import { Link } from '@tanstack/react-router'
import type { Overview } from '@/api'
import { Card, Chip, count } from '@/ui'
import { useWidth } from '@/ui/chart/useWidth'
import { loopLayout } from './layout'
import styles from './Loop.module.css'
import { t } from './strings'

type Stage = Overview['stages'][number]

const order = ['items', 'predictions', 'routing', 'labelling', 'quality', 'training', 'validation', 'deployment', 'monitoring'] as const
const screens: Partial<Record<(typeof order)[number], string>> = { items: 'data', predictions: 'models', labelling: 'label', quality: 'quality', training: 'models' }

/** The loop as a living diagram: nine stages with counts, the slow one marked, those to come kept quiet. */
export function Loop({ project, stages }: { project: number; stages: readonly Stage[] }) {
  const [box, width] = useWidth()
  const { boxes, paths, height } = loopLayout(Math.max(width, 300))
  const all = order.map((stage): Stage & { stage: (typeof order)[number] } => ({ count: 0, line: '', state: 'soon', ...stages.find((one) => one.stage === stage), stage }))
  const slow = all.find((stage) => stage.state === 'slow')
  return (
    <Card
      title={t('overview.loop')}
      aside={t('overview.loop.aside')}
      actions={
        slow && (
          <Chip tone="warn" icon="alert">
            {t('overview.loop.holds', { stage: t(`overview.stage.${slow.stage}`) })}
          </Chip>
        )
      }
    >
      <figure ref={box} className={styles.loop} style={{ height }}>
        <svg className={styles.lines} width={width} height={height} aria-hidden="true">
          <defs>
            <marker id="loop-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
              <path d="M1 1l5 3-5 3" />
            </marker>
          </defs>
          {paths.map((path, index) => (
            <path key={index} d={path} data-state={flowOf(all[index]?.state, all[(index + 1) % all.length]?.state)} markerEnd="url(#loop-arrow)" />
          ))}
        </svg>
        <ol>
          {all.map((stage, index) => {
            const { x, y, width, height } = boxes[index]!
            return (
              <li key={stage.stage} className={styles.stage} data-state={stage.state} style={{ left: x, top: y, width, height }}>
                <StageBox project={project} stage={stage} />
              </li>
            )
          })}
        </ol>
      </figure>
    </Card>
  )
}

/** Nothing flows from or to what is not built yet. */
const flowOf = (from?: Stage['state'], to?: Stage['state']) => (from === 'soon' ? from : to)

function StageBox({ project, stage }: { project: number; stage: Stage & { stage: (typeof order)[number] } }) {
  const name = t(`overview.stage.${stage.stage}`)
  const screen = screens[stage.stage]
  return (
    <>
      <p className={styles.name}>
        {screen ? (
          <Link to={`/p/${project}/${screen}`} className={styles.link}>
            {name}
          </Link>
        ) : (
          name
        )}
        {stage.state === 'slow' && <span className={styles.slow}>{t('overview.loop.slow')}</span>}
      </p>
      {stage.state === 'soon' ? (
        <p className={styles.line}>{t('overview.loop.later')}</p>
      ) : (
        <>
          <p className={styles.count}>{count(stage.count)}</p>
          <p className={styles.line} title={stage.line}>
            {stage.line}
          </p>
        </>
      )}
    </>
  )
}
