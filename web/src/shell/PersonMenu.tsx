import { Link, useNavigate } from '@tanstack/react-router'
import { useSignOut } from '@/api/me'
import { showKeyMap } from '@/keyboard'
import { Icon, KeyCap } from '@/ui'
import { Menu } from '@/ui/Menu'
import styles from './menus.module.css'
import { t } from './words'

export function PersonMenu({ name, version }: { name: string; version: string }) {
  const navigate = useNavigate()
  const signOut = useSignOut()
  const leave = () => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) })
  return (
    <Menu position="bottom-end" width={220} shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button className={styles.person} aria-label={t('shell.person', { name })}>
          <span className={styles.face} aria-hidden="true">
            {name.trim().slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.personName}>{name}</span>
          <Icon name="chevron" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account">
          {t('shell.account')}
        </Menu.Item>
        <Menu.Item onClick={showKeyMap} rightSection={<KeyCap of="?" />}>
          {t('shell.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={leave}>{t('shell.out')}</Menu.Item>
        <Menu.Label>{t('shell.version', { version })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
