import { bundleAddress } from '@/api'
import { Icon } from '@/ui'
import styles from './models.module.css'
import { t } from './strings'

export function Bundle({ project, version }: { project: number; version: number }) {
  return (
    <a className={styles.bundle} href={bundleAddress(project, version)} download title={t('models.bundle.why')}>
      <Icon name="download" /> {t('models.bundle')}
    </a>
  )
}
