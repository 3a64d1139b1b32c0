import { useNavigate } from '@tanstack/react-router'
import { useProjectAct, type Project } from '@/api'
import { Button, Card, notify } from '@/ui'
import styles from './settings.module.css'
import { t } from './strings'

/** Put away or delete: at once, with undo. */
export function Danger({ project }: { project: Project }) {
  const { mutate, isPending } = useProjectAct(project.id)
  const navigate = useNavigate()
  const fail = (problem: Error) => notify({ text: problem.message, tone: 'bad' })
  const undo = (act: 'archive' | 'unarchive' | 'restore') => ({ name: t('settings.undo'), run: () => mutate(act) })
  const isArchived = project.state === 'archived'
  const archive = () => mutate('archive', { onSuccess: () => notify({ text: t('settings.archived'), action: undo('unarchive') }), onError: fail })
  const unarchive = () => mutate('unarchive', { onSuccess: () => notify({ text: t('settings.unarchived'), action: undo('archive') }), onError: fail })
  const remove = () =>
    mutate('delete', {
      onSuccess: () => {
        notify({ text: t('settings.deleted'), action: undo('restore') })
        void navigate({ to: '/' })
      },
      onError: fail,
    })
  return (
    <>
      <Card title={t('settings.archive')}>
        <p className={styles.why}>{t('settings.archive.why')}</p>
        <Button icon={isArchived ? 'undo' : 'archive'} busy={isPending} onClick={isArchived ? unarchive : archive}>
          {t(isArchived ? 'settings.unarchive' : 'settings.archive')}
        </Button>
      </Card>
      {project.role === 'owner' && (
        <Card title={t('settings.delete')}>
          <p className={styles.why}>{t('settings.delete.why')}</p>
          <Button look="danger" icon="trash" busy={isPending} onClick={remove}>
            {t('settings.delete')}
          </Button>
        </Card>
      )}
    </>
  )
}
