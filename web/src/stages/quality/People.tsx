import type { Quality } from '@/api'
import { Card, duration, Interval, percent } from '@/ui'
import { How } from '@/ui/How'
import { IntervalBar } from '@/ui/IntervalBar'
import { levelWord } from '@/ui/sure'
import styles from './quality.module.css'
import { t } from './strings'

type Annotator = Quality['annotators'][number]

/** One card a person, by name: this is no ranking. */
export function People({ annotators, isAlike }: { annotators: readonly Annotator[]; isAlike: boolean }) {
  const byName = annotators.toSorted((a, b) => a.name.localeCompare(b.name))
  return (
    <section aria-labelledby="quality-people">
      <header className={styles.head}>
        <h2 id="quality-people" className={styles.title}>
          {t('quality.people')}
        </h2>
        <span className="quiet small">{t(isAlike ? 'quality.people.aside.alike' : 'quality.people.aside')}</span>
      </header>
      {byName.length === 0 && <p className="quiet">{t('quality.people.none')}</p>}
      <div className={styles.cards}>
        {byName.map((annotator) => (
          <Person key={annotator.annotator} of={annotator} isAlike={isAlike} />
        ))}
      </div>
    </section>
  )
}

function Person({ of: { name, answers, skill, pace_s, calibration }, isAlike }: { of: Annotator; isAlike: boolean }) {
  return (
    <Card title={name} actions={<span className="quiet small">{t('quality.people.answers', { n: answers })}</span>}>
      <dl className={styles.facts}>
        <div>
          <dt>
            {t('quality.people.skill')}{' '}
            <How name={`${t('quality.people.skill')}, ${name}`}>
              <p>{t(isAlike ? 'quality.people.skill.alike' : 'quality.people.skill.how')}</p>
              {skill?.method && <p>{t('quality.interval.how', { level: percent(skill.level ?? 0.95, 0), method: skill.method, n: skill.n ?? 0 })}</p>}
              <p>{t('quality.method', { page: 'consensus' })}</p>
            </How>
          </dt>
          <dd>
            <Interval of={skill} none={t('quality.people.skill.none')} />
            {skill && <IntervalBar of={skill} from={Math.min(0.5, skill.low)} />}
          </dd>
        </div>
        <div>
          <dt>{t('quality.people.pace')}</dt>
          <dd>{pace_s === null ? <span className="quiet">{t('quality.people.pace.none')}</span> : t('quality.people.pace.an', { time: duration(pace_s) })}</dd>
        </div>
      </dl>
      {calibration.length > 0 && <Calibration of={calibration} name={name} />}
    </Card>
  )
}

/** How often they are right at each level of what they say of themselves. */
function Calibration({ of, name }: { of: Annotator['calibration']; name: string }) {
  return (
    <table className={styles.calibration}>
      <caption>
        {t('quality.people.sure')}{' '}
        <How name={`${t('quality.people.sure')}, ${name}`}>
          <p>{t('quality.people.sure.how')}</p>
        </How>
      </caption>
      <tbody>
        {of.map(({ level, right }) => (
          <tr key={level}>
            <th scope="row">{levelWord(level)}</th>
            <td>
              <Interval of={right} />
            </td>
            <td>
              <IntervalBar of={right} from={0} />
            </td>
            <td className="quiet">{t('quality.people.sure.n', { n: right.n ?? 0 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
