import { useInvitations, useWithdrawInvitation } from '@/api'
import { Button, Card, notify, when } from '@/ui'
import { t } from '../strings'
import styles from './people.module.css'

/** Links that nobody has used yet. */
export function Invitations({ project }: { project: number }) {
  const open = useInvitations(project).data ?? []
  const withdraw = useWithdrawInvitation(project)
  if (open.length === 0) return null
  const revoke = (id: number) => withdraw.mutate(id, { onSuccess: () => notify({ text: t('settings.people.revoked') }), onError: (problem) => notify({ text: problem.message, tone: 'bad' }) })
  return (
    <Card title={t('settings.people.open')}>
      <ul className={styles.open}>
        {open.map((invitation) => {
          const name = invitation.name || t('settings.people.open.nobody')
          return (
            <li key={invitation.id}>
              <strong>{name}</strong>
              <span className="quiet">{t('settings.people.open.line', { role: t(`settings.role.${invitation.role}`), at: when(invitation.expires_at) })}</span>
              <Button size="small" aria-label={t('settings.people.revoke.of', { name })} onClick={() => revoke(invitation.id)}>
                {t('settings.people.revoke')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
