import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useChangeProject, type Project } from '@/api'
import { Button, Card, ErrorNote, notify, TextInput } from '@/ui'
import styles from './settings.module.css'
import { t } from './strings'

export function General({ project }: { project: Project }) {
  const [name, setName] = useState(project.name)
  const change = useChangeProject(project.id)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) change.mutate({ name: name.trim() }, { onSuccess: () => notify({ text: t('settings.saved'), tone: 'good' }) })
  }
  return (
    <>
      <Card title={t('settings.part.general')}>
        <form className={styles.row} onSubmit={rename}>
          <TextInput label={t('settings.general.name')} value={name} onChange={(event) => setName(event.target.value)} />
          <Button type="submit" busy={change.isPending} disabled={!name.trim() || name.trim() === project.name}>
            {t('settings.general.rename')}
          </Button>
        </form>
        {change.isError && <ErrorNote of={change.error} />}
      </Card>
      <Card title={t('settings.general.tokens')}>
        <p className={styles.why}>{t('settings.general.tokens.why')}</p>
        <Link to="/account">{t('settings.general.tokens.go')}</Link>
      </Card>
    </>
  )
}
