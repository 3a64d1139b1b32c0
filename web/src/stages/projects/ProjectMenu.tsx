import { asApiError, useProjectAct, type ProjectLine } from '@/api'
import { Button, Icon, notify, type IconName } from '@/ui'
import { Menu } from '@/ui/Menu'
import { t } from './strings'

type Act = 'archive' | 'unarchive' | 'delete' | 'restore'

const back: Record<Act, Act> = { archive: 'unarchive', unarchive: 'archive', delete: 'restore', restore: 'delete' }
const icons: Record<Act, IconName> = { archive: 'archive', unarchive: 'undo', delete: 'trash', restore: 'undo' }
const acts: Record<ProjectLine['state'], Act[]> = { active: ['archive', 'delete'], archived: ['unarchive', 'delete'], deleted: ['restore'] }

/** Archive, delete, restore: at once, with undo. */
export function ProjectMenu({ project }: { project: ProjectLine }) {
  const change = useProjectAct(project.id)
  if (project.role !== 'owner' && project.role !== 'manager') return null
  // Promises, not callbacks: the line has moved to another list by the time that undo is pressed.
  const run = async (act: Act, canUndo = true): Promise<void> => {
    try {
      await change.mutateAsync(act)
      notify({ text: t(`projects.done.${act}`, { name: project.name }), action: canUndo ? { name: t('projects.undo'), run: () => void run(back[act], false) } : undefined })
    } catch (problem) {
      notify({ text: asApiError(problem).message, tone: 'bad' })
    }
  }
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button look="quiet" icon="more" aria-label={t('projects.more', { name: project.name })} />
      </Menu.Target>
      <Menu.Dropdown>
        {acts[project.state].map((act) => (
          <Menu.Item key={act} leftSection={<Icon name={icons[act]} size={14} />} onClick={() => void run(act)}>
            {t(`projects.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
