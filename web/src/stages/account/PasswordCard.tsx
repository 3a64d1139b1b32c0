import { useState } from 'react'
import { useSetPassword, type Person } from '@/api'
import { Button, Card, ErrorNote, notify, TextInput } from '@/ui'
import styles from './account.module.css'
import { t } from './words'

export function PasswordCard({ person }: { person: Person }) {
  const set = useSetPassword()
  const [email, setEmail] = useState(person.email ?? '')
  const [password, setPassword] = useState('')
  const save = () =>
    set.mutate(
      { password, ...(email !== person.email && { email }) },
      {
        onSuccess: () => {
          setPassword('')
          notify({ text: t('account.done'), tone: 'good' })
        },
      },
    )
  return (
    <Card title={t('account.password')} aside={person.has_password ? t('account.password.has') : t('account.password.none')}>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput label={t('account.email')} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
        <TextInput label={t('account.new')} help={t('account.new.help')} type="password" autoComplete="new-password" required minLength={10} value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button type="submit" busy={set.isPending}>
          {t('account.set')}
        </Button>
      </form>
      {set.error && <ErrorNote of={set.error} />}
    </Card>
  )
}
