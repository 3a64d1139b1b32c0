import type { AffectQuestion } from '@/api'
import type { TogetherProps } from '../kind'
import { t } from '../words'
import styles from './affect.module.css'
import { at } from './Pad'
import { isStepped, told, type Mood } from './plane'

/** Everybody's point on one small grid, with the initial of who put it. */
export default function Together({ question, said }: TogetherProps<AffectQuestion, Mood>) {
  const places = said.map(({ who, value }) => `${who}: ${told(question, value)}`).join('. ')
  return (
    <div className={styles.small}>
      <div className={styles.pad} data-stepped={isStepped(question) || undefined} role="img" aria-label={t('kinds.affect.together', { n: said.length, places })}>
        {said.map(({ who, value }, index) => (
          <span key={index} className={styles.person} style={at(question, value)} title={`${who}: ${told(question, value)}`}>
            {who.slice(0, 1).toUpperCase()}
          </span>
        ))}
      </div>
    </div>
  )
}
