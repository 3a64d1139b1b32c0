import { LabelSwatch, labelColour } from '../LabelSwatch'
import { percent } from '../numbers'
import type { Known } from './answers'
import styles from './KnownAnswers.module.css'
import { t } from './strings'

const most = 12

/** The answers that came with the file, as one bar in the colours of the labels. */
export function KnownAnswers({ answers, whole }: { answers: readonly Known[]; whole: boolean }) {
  const total = answers.reduce((sum, answer) => sum + answer.count, 0)
  if (total === 0) return null
  const shown = answers.slice(0, most)
  return (
    <section className={styles.known}>
      <p>
        <strong>{t('intake.answers.count', { n: total })}</strong> {!whole && <span className="quiet small">{t('intake.answers.sample')}</span>}
      </p>
      <div className={styles.bar} aria-hidden="true">
        {answers.map((answer, index) => (
          <span key={answer.name} style={{ flexGrow: answer.count, background: labelColour(index) }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map((answer, index) => (
          <li key={answer.name}>
            <LabelSwatch position={index} size={8} /> {answer.name} <span className="quiet">{percent(answer.count / total, 0)}</span>
          </li>
        ))}
        {answers.length > most && <li className="quiet">{t('intake.answers.more', { n: answers.length - most })}</li>}
      </ul>
    </section>
  )
}
