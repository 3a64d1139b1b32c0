import { lazy } from 'react'
import { Icon } from '@/ui/icons'
import { LateMenu } from './LateMenu'
import styles from './menus.module.css'
import { t } from './words'

const load = () => import('./PersonMenu')
const PersonMenu = lazy(load)

export function PersonSwitch({ name }: { name: string }) {
  return (
    <LateMenu load={load} menu={PersonMenu}>
      {(props) => (
        <button className={styles.person} {...props}>
          <span className="sr">{t('shell.person')}: </span>
          <span className={styles.face} aria-hidden="true">
            {name.trim().slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.personName}>{name}</span>
          <Icon name="chevron" size={14} />
        </button>
      )}
    </LateMenu>
  )
}
