import { Link, useNavigate } from '@tanstack/react-router'
import type { ProjectLine } from '@/api'
import { Icon } from '@/ui'
import { Menu } from '@/ui/Menu'
import styles from './menus.module.css'
import { t } from './words'

export function ProjectSwitcher({ current, projects }: { current: ProjectLine | undefined; projects: ProjectLine[] }) {
  const navigate = useNavigate()
  const others = projects.filter((project) => project.state === 'active')
  return (
    <Menu position="bottom-start" width={260} shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button className={styles.switcher}>
          <span className="sr">{t('shell.projects')}: </span>
          <span className={styles.name}>{current?.name ?? '…'}</span>
          <Icon name="chevron" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.slice(0, 12).map((project) => (
          <Menu.Item
            key={project.id}
            rightSection={project.id === current?.id ? <Icon name="check" size={14} /> : undefined}
            onClick={() => void navigate({ to: project.role === 'annotator' ? `/p/${project.id}/label` : `/p/${project.id}` })}
          >
            {project.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/" leftSection={<Icon name="items" size={14} />}>
          {t('shell.all')}
        </Menu.Item>
        <Menu.Item component={Link} to="/new" leftSection={<Icon name="plus" size={14} />}>
          {t('shell.new')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
