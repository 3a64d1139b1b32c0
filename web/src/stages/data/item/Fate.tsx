import { useState, type FormEvent } from 'react'
import { useItemAct } from '@/api'
import { Button, notify, TextInput, type Notice } from '@/ui'
import { t } from '../strings'
import styles from './ItemView.module.css'

/** Delete with undo; erase only after a typed word. */
export function Fate({ project, item, status }: { project: number; item: number; status: string }) {
  const { mutateAsync, isPending } = useItemAct(project)
  const [isErasing, setErasing] = useState(false)
  // Promises, not callbacks: undo works after the item was closed.
  const run = (act: 'delete' | 'restore' | 'erase', notice: Notice) =>
    mutateAsync({ item, act }).then(
      () => void notify(notice),
      (problem: Error) => void notify({ text: problem.message, tone: 'bad' }),
    )
  const restore = () => void run('restore', { text: t('data.restored'), tone: 'good' })
  const remove = () => void run('delete', { text: t('data.deleted', { n: 1 }), action: { name: t('data.undo'), run: restore } })
  const erase = () => void run('erase', { text: t('data.item.erased') }).then(() => setErasing(false))
  return (
    <div className={styles.fate}>
      {status === 'deleted' ? (
        <Button size="small" icon="undo" busy={isPending} onClick={restore}>
          {t('data.item.restore')}
        </Button>
      ) : (
        <Button size="small" icon="trash" busy={isPending} onClick={remove}>
          {t('data.delete')}
        </Button>
      )}
      <Button size="small" look="quiet" aria-expanded={isErasing} onClick={() => setErasing(!isErasing)}>
        {t('data.item.erase')}
      </Button>
      {isErasing && <Erase onErase={erase} busy={isPending} />}
    </div>
  )
}

function Erase({ onErase, busy }: { onErase: () => void; busy: boolean }) {
  const [typed, setTyped] = useState('')
  const word = t('data.item.erase.word')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === word) onErase()
  }
  return (
    <form className={styles.erase} onSubmit={submit}>
      <p>{t('data.item.erase.why')}</p>
      <TextInput autoFocus autoComplete="off" label={t('data.item.erase.type', { word })} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <Button type="submit" look="danger" size="small" busy={busy} disabled={typed.trim() !== word}>
        {t('data.item.erase')}
      </Button>
    </form>
  )
}
