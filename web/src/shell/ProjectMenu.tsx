import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useProjects } from '@/api/projects'
import { Icon, useProjectId } from '@/ui'
import { Menu } from '@/ui/Menu'
import { t } from './words'

export default function ProjectMenu({ target }: { target: ReactNode }) {
  const navigate = useNavigate()
  const here = useProjectId()
  const projects = useProjects().data?.filter((project) => project.state === 'active') ?? []
  return (
    <Menu defaultOpened position="bottom-start" width={260} shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {projects.slice(0, 12).map((project) => (
          <Menu.Item
            key={project.id}
            rightSection={project.id === here ? <Icon name="check" size={14} /> : undefined}
            onClick={() => void navigate({ to: project.role === 'annotator' ? `/p/${project.id}/label` : `/p/${project.id}` })}
          >
            {project.name}
          </Menu.Item>
        ))}
        {projects.length > 0 && <Menu.Divider />}
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
