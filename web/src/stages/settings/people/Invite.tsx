import { useState, type FormEvent } from 'react'
import { useInvite, useProject, type Role } from '@/api'
import { Button, Card, ErrorNote, notify, Select, TextInput, when } from '@/ui'
import { t } from '../strings'
import styles from './people.module.css'
import { mayOf, readRole, rolesFor } from './roles'

/** Make a one-time link for one person in one role. */
export function Invite({ project }: { project: number }) {
  const [role, setRole] = useState<Role>('annotator')
  const [name, setName] = useState('')
  const invite = useInvite(project)
  const mine = useProject(project).data?.role ?? 'manager'
  const make = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate({ role, name: name.trim() || undefined }, { onSuccess: () => setName('') })
  }
  return (
    <Card title={t('settings.people.invite')} aside={t('settings.people.invite.aside')}>
      <form className={styles.form} onSubmit={make}>
        <Select label={t('settings.people.role')} help={mayOf(role)} value={role} options={rolesFor(mine)} onChange={(event) => setRole(readRole(event.target.value))} />
        <TextInput label={t('settings.people.invite.name')} value={name} onChange={(event) => setName(event.target.value)} />
        <Button look="primary" type="submit" busy={invite.isPending}>
          {t('settings.people.invite.go')}
        </Button>
      </form>
      {invite.isError && <ErrorNote of={invite.error} />}
      {invite.data && <InvitationLink url={new URL(invite.data.url, location.href).href} until={invite.data.expires_at} />}
    </Card>
  )
}

function InvitationLink({ url, until }: { url: string; until: number }) {
  const copy = async () => {
    await navigator.clipboard.writeText(url)
    notify({ text: t('settings.people.copied'), tone: 'good' })
  }
  return (
    <div aria-live="polite">
      <div className={styles.link}>
        <TextInput label={t('settings.people.link')} readOnly value={url} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()}>{t('settings.people.copy')}</Button>
      </div>
      <p className={`${styles.linkHelp} quiet small`}>{t('settings.people.link.help', { at: when(until) })}</p>
    </div>
  )
}
