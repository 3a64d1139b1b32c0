import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useSignIn, useSignInByLink } from '@/api'
import { catalogue } from '@/catalogue/catalogue'
import { Button, Door, DoorForm, ErrorNote, TextInput } from '@/ui'

const t = catalogue({
  'sign-in.title': 'Sign in',
  'sign-in.lead': 'With e-mail and password, or with the sign-in link that the server printed when it started.',
  'sign-in.opening': 'Opening your sign-in link …',
  'sign-in.email': 'E-mail',
  'sign-in.password': 'Password',
  'sign-in.go': 'Sign in',
  'sign-in.link': 'A link works once. “inloop up” prints a new one.',
})

/** A place inside this app; anything else would lead strangers' links out of it. */
export function safePlace(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}

export default function SignIn() {
  const { next } = useSearch({ strict: false }) as { next?: string }
  // A whole load, so that nothing of whoever was here before stays in memory.
  const enter = () => location.assign(safePlace(next))
  const secret = useRef(location.hash.slice(1))
  const link = useSignInByLink()
  const byPassword = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { mutate } = link
  useEffect(() => {
    if (!secret.current) return
    const once = secret.current
    secret.current = ''
    // The secret leaves the address bar and the history at once.
    history.replaceState(null, '', location.pathname + location.search)
    mutate(once, { onSuccess: () => location.assign(safePlace(new URLSearchParams(location.search).get('next'))) })
  }, [mutate])
  if (link.isPending || link.isSuccess) return <Door title={t('sign-in.title')} lead={t('sign-in.opening')}>{null}</Door>
  return (
    <Door title={t('sign-in.title')} lead={t('sign-in.lead')}>
      <DoorForm onSubmit={() => byPassword.mutate({ email, password }, { onSuccess: enter })}>
        {link.error && <ErrorNote of={link.error}><p>{t('sign-in.link')}</p></ErrorNote>}
        {byPassword.error && <ErrorNote of={byPassword.error} />}
        <TextInput label={t('sign-in.email')} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
        <TextInput label={t('sign-in.password')} type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button look="primary" type="submit" busy={byPassword.isPending}>
          {t('sign-in.go')}
        </Button>
      </DoorForm>
    </Door>
  )
}
