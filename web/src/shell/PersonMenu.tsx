import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe, useSignOut } from '@/api/me'
import { KeyCap, showKeyMap } from '@/keyboard'
import { Menu } from '@/ui/Menu'
import { t } from './words'

export default function PersonMenu({ target }: { target: ReactNode }) {
  const navigate = useNavigate()
  const signOut = useSignOut()
  const version = useMe().data?.version ?? ''
  const leave = () => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) })
  return (
    <Menu defaultOpened position="bottom-end" width={220} shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>{target}</Menu.Target>
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
