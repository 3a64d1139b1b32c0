import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { lookAtInvitation, useAcceptInvitation } from '@/api'
import { catalogue } from '@/catalogue/catalogue'
import { Button, Door, DoorForm, ErrorNote, TextInput } from '@/ui'

const t = catalogue({
  'join.title': 'You are invited',
  'join.lead': '{by} invites you to “{project}” as {role}.',
  'join.reading': 'Reading the invitation …',
  'join.none': 'This invitation cannot be used',
  'join.none.why': 'Ask the person who sent it for a new one.',
  'join.name': 'Your name',
  'join.name.help': 'How the others of the project see you.',
  'join.email': 'E-mail, optional',
  'join.password': 'Password, optional',
  'join.password.help': 'With both you can come back from any device. Without, you stay signed in on this one.',
  'join.both': 'For coming back, e-mail and password go together.',
  'join.short': 'Use 10 characters or more.',
  'join.go': 'Join',
})

export default function Join() {
  const secret = useRef(location.hash.slice(1)).current
  const look = useQuery({ queryKey: ['invitation', secret], queryFn: () => lookAtInvitation(secret), retry: false, staleTime: Infinity })
  if (look.error)
    return (
      <Door title={t('join.none')} lead={t('join.none.why')}>
        <DoorForm onSubmit={() => void look.refetch()}>
          <ErrorNote of={look.error} />
        </DoorForm>
      </Door>
    )
  if (!look.data) return <Door title={t('join.title')} lead={t('join.reading')}>{null}</Door>
  const { project, role, invited_by: by } = look.data
  return (
    <Door title={t('join.title')} lead={t('join.lead', { by, project, role })}>
      <Form secret={secret} />
    </Door>
  )
}

function Form({ secret }: { secret: string }) {
  const accept = useAcceptInvitation()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const problem = (email === '') !== (password === '') ? t('join.both') : password && password.length < 10 ? t('join.short') : undefined
  const [tried, setTried] = useState(false)
  const join = () => {
    setTried(true)
    if (problem) return
    accept.mutate(
      { secret, name: name.trim(), ...(email && { email, password }) },
      // Annotators have one screen; the list of projects leads everybody else on.
      { onSuccess: (joined) => location.assign(joined?.project ? `/p/${joined.project}/label` : '/') },
    )
  }
  return (
    <DoorForm onSubmit={join}>
      {accept.error && <ErrorNote of={accept.error} />}
      <TextInput label={t('join.name')} help={t('join.name.help')} autoComplete="name" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <TextInput label={t('join.email')} type="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />
      <TextInput
        label={t('join.password')}
        help={t('join.password.help')}
        problem={tried ? problem : undefined}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button look="primary" type="submit" busy={accept.isPending}>
        {t('join.go')}
      </Button>
    </DoorForm>
  )
}
