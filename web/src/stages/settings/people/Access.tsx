import { useState } from 'react'
import { useChangeRole, useMe, useRemovePerson, type Member, type Project } from '@/api'
import { Button, notify, Select } from '@/ui'
import { t } from '../strings'
import styles from './people.module.css'
import { readRole, rolesFor } from './roles'

/** The role of one person, and the way out. */
export function Access({ project, member }: { project: Project; member: Member }) {
  const [isSure, setSure] = useState(false)
  const change = useChangeRole(project.id)
  const remove = useRemovePerson(project.id)
  const isMe = useMe().data?.person?.id === member.person
  const stands = isMe || (member.role === 'owner' && project.role !== 'owner')
  const { name } = member
  const fail = (problem: Error) => notify({ text: problem.message, tone: 'bad' })
  const drop = () => remove.mutate(member.person, { onSuccess: () => notify({ text: t('settings.people.removed', { name }) }), onError: fail })
  const put = (role: string) => {
    const before = member.role
    const undo = { name: t('settings.undo'), run: () => change.mutate({ person: member.person, role: before }) }
    change.mutate({ person: member.person, role: readRole(role) }, { onSuccess: () => notify({ text: t('settings.saved'), tone: 'good', action: undo }), onError: fail })
  }
  if (isSure) {
    return (
      <div className={styles.sure}>
        <span>{t('settings.people.sure', { name })}</span>
        <Button size="small" look="danger" busy={remove.isPending} onClick={drop}>
          {t('settings.people.remove.short')}
        </Button>
        <Button size="small" look="quiet" autoFocus onClick={() => setSure(false)}>
          {t('settings.people.keep')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.access}>
      <Select bare label={t('settings.people.role.of', { name })} value={member.role} disabled={stands} options={stands ? [{ value: member.role, name: t(`settings.role.${member.role}`) }] : rolesFor(project.role)} onChange={(event) => put(event.target.value)} />
      {!stands && <Button look="quiet" icon="cross" aria-label={t('settings.people.remove', { name })} onClick={() => setSure(true)} />}
    </div>
  )
}
