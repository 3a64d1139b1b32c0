import type { ModelLine, Models } from '@/api'
import { Card, Chip, duration, Interval, when } from '@/ui'
import { t } from './strings'
import styles from './Versions.module.css'

/** The versions, newest first, each hanging on the one it came from. */
export function Versions({ of, chosen, onChoose }: { of: Models; chosen: number | null; onChoose: (version: number) => void }) {
  const newest = of.versions.toSorted((a, b) => b.version - a.version)
  return (
    <Card title={t('models.versions')} aside={t('models.versions.aside', { name: of.measure.name })} flush>
      <ol className={styles.list}>
        {newest.map((line) => (
          <li key={line.version}>
            <button className={styles.version} aria-current={line.version === chosen || undefined} data-state={line.version === of.champion ? 'champion' : line.state} onClick={() => onChoose(line.version)}>
              <span className={styles.dot} aria-hidden="true" />
              <span className={styles.head}>
                <strong>{t('models.version', { n: line.version })}</strong>
                <State of={line} isChampion={line.version === of.champion} />
              </span>
              {line.accuracy && <Interval of={line.accuracy} digits={1} />}
              <span className="quiet small">{line.parent === null ? t('models.first', { n: line.answers }) : t('models.from', { parent: t('models.version', { n: line.parent }), n: line.answers })}</span>
              {line.note && <span className="quiet small">{line.note}</span>}
            </button>
          </li>
        ))}
      </ol>
      {of.ranking && <p className={styles.foot}>{t('models.ranking', { time: when(of.ranking.at), n: of.ranking.answers, seconds: duration(of.ranking.seconds), strategy: shortly(of.ranking.strategy), why: of.ranking.why })}</p>}
    </Card>
  )
}

/** `query/margin-clusters.v1` is set and told as `margin-clusters`. */
const shortly = (strategy: string) => strategy.replace(/^.*\/|\.v\d+$/g, '')

function State({ of, isChampion }: { of: ModelLine; isChampion: boolean }) {
  if (isChampion) {
    return (
      <Chip tone="good" icon="check">
        {t('models.champion')}
      </Chip>
    )
  }
  if (of.state === 'training') return <Chip tone="suggestion">{t('models.state.training')}</Chip>
  if (of.state === 'failed') {
    return (
      <Chip tone="bad" icon="alert">
        {t('models.state.failed')}
      </Chip>
    )
  }
  return <span className="quiet small">{t(`models.state.${of.state}`)}</span>
}
