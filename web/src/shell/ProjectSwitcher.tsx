import { lazy } from 'react'
import type { Project } from '@/api'
import { Icon } from '@/ui/icons'
import { LateMenu } from './LateMenu'
import styles from './menus.module.css'
import { t } from './words'

const load = () => import('./ProjectMenu')
const ProjectMenu = lazy(load)

export function ProjectSwitcher({ current }: { current: Project | undefined }) {
  return (
    <LateMenu load={load} menu={ProjectMenu}>
      {(props) => (
        <button className={styles.switcher} {...props}>
          <span className="sr">{t('shell.projects')}: </span>
          <span className={styles.name}>{current?.name ?? '…'}</span>
          <Icon name="chevron" size={14} />
        </button>
      )}
    </LateMenu>
  )
}
