import type { Project } from '@/api'
import { Select } from '@/ui'
import { setWay } from '../parts/mode'
import { t } from '../words'
import styles from './Binary.module.css'
import { candidatesOf } from './claim'

/** Which answer is asked about; and why the ordinary screen stands here, where it does. */
export function Head({ project, candidate, isClaimed }: { project: Project; candidate: string; isClaimed: boolean }) {
  const options = [{ value: '', name: t('label.binary.model') }, ...candidatesOf(project.schema).map(({ id, name }) => ({ value: id, name }))]
  return (
    <div className={styles.head}>
      <Select bare label={t('label.binary.about')} value={candidate} options={options} onChange={(event) => setWay(project.id, { candidate: event.target.value })} />
      {!isClaimed && !candidate && <span role="status">{t('label.binary.none')}</span>}
    </div>
  )
}
