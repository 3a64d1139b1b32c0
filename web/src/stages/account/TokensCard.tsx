import { useState } from 'react'
import { useDropToken, useMakeToken, useProjects, useTokens, type Role, type Token } from '@/api'
import { Button, Card, ErrorNote, notify, Select, TextInput, when } from '@/ui'
import styles from './account.module.css'
import { t } from './words'

const roles: Role[] = ['manager', 'reviewer', 'annotator', 'agent', 'viewer', 'auditor', 'owner']

export function TokensCard() {
  const tokens = useTokens()
  return (
    <Card title={t('account.tokens')} aside={t('account.tokens.why')}>
      <MakeToken />
      {tokens.error && <ErrorNote of={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && <p className="quiet">{t('account.tokens.none')}</p>}
      <ul className={styles.tokens}>
        {tokens.data?.map((token) => (
          <One key={token.id} token={token} />
        ))}
      </ul>
    </Card>
  )
}

function One({ token }: { token: Token }) {
  const drop = useDropToken()
  const projects = useProjects().data ?? []
  const project = token.project === null ? t('account.token.all') : (projects.find((one) => one.id === token.project)?.name ?? String(token.project))
  const used = token.last_used_at ? t('account.token.used', { when: when(token.last_used_at) }) : t('account.token.unused')
  return (
    <li>
      <div className={styles.words}>
        <p>{token.name}</p>
        <p className="quiet small">{[token.role, project, ...(token.created_at ? [t('account.token.made', { when: when(token.created_at) })] : []), used].join(' · ')}</p>
      </div>
      <Button size="small" look="danger" busy={drop.isPending} onClick={() => drop.mutate(token.id, { onSuccess: () => notify({ text: t('account.token.dropped', { name: token.name }) }) })}>
        {t('account.token.drop')}
      </Button>
    </li>
  )
}

function MakeToken() {
  const make = useMakeToken()
  const projects = useProjects().data ?? []
  const [name, setName] = useState('')
  const [project, setProject] = useState('')
  const [role, setRole] = useState<Role>('manager')
  const places = [{ value: '', name: t('account.token.all') }, ...projects.map((one) => ({ value: String(one.id), name: one.name }))]
  return (
    <>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate({ name: name.trim(), project: project === '' ? null : Number(project), role }, { onSuccess: () => setName('') })
        }}
      >
        <TextInput label={t('account.token.name')} placeholder={t('account.token.hint')} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <Select label={t('account.token.project')} options={places} value={project} onChange={(event) => setProject(event.target.value)} />
        <Select label={t('account.token.role')} options={roles.map((one) => ({ value: one, name: one }))} value={role} onChange={(event) => setRole(event.target.value as Role)} />
        <Button type="submit" busy={make.isPending}>
          {t('account.token.make')}
        </Button>
      </form>
      {make.error && <ErrorNote of={make.error} />}
      {make.data && <Shown token={make.data.token} />}
    </>
  )
}

function Shown({ token }: { token: string }) {
  const copy = () => navigator.clipboard.writeText(token).then(() => notify({ text: t('account.token.copied'), tone: 'good' }))
  return (
    <div className={styles.shown} role="status">
      <p>{t('account.token.once')}</p>
      <code>{token}</code>
      <Button size="small" onClick={() => void copy()}>
        {t('account.token.copy')}
      </Button>
    </div>
  )
}
