import { useNavigate } from '@tanstack/react-router'
import { useDemo } from '@/api'
import { useKeys } from '@/keyboard'
import { Button, ErrorNote, Icon } from '@/ui'
import { t } from '../strings'
import styles from './RecipeStep.module.css'

/** The demo, one key away. */
export function Demo() {
  const demo = useDemo()
  const navigate = useNavigate()
  const open = () => demo.mutate(undefined, { onSuccess: (project) => void navigate({ to: `/p/${project.id}/label` }) })
  useKeys(t('new.title'), [{ key: 'd', name: t('new.demo'), run: open }])
  return (
    <div className={styles.demo}>
      <Icon name="refresh" className={styles.demoIcon} />
      <p className={styles.demoText}>
        <strong>{t('new.demo')}</strong> {t('new.demo.text')}
      </p>
      <Button size="small" keyHint="d" busy={demo.isPending} onClick={open}>
        {t('new.demo.open')}
      </Button>
      {demo.isError && <ErrorNote of={demo.error} />}
    </div>
  )
}
