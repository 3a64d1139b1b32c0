import { useMutation } from '@tanstack/react-query'
import { sampleOf, type Recipe } from '@/api'
import { useKeys } from '@/keyboard'
import { Button, ErrorNote } from '@/ui'
import { t } from '../strings'
import styles from './DataStep.module.css'

/** The rows that the recipe brings, for somebody without a file at hand: they go the way of any file. */
export function Sample({ recipe, onFile }: { recipe: Recipe; onFile: (file: File) => void }) {
  const sample = useMutation({ mutationFn: () => sampleOf(recipe), onSuccess: onFile })
  const use = () => sample.mutate()
  useKeys(t('new.title'), [{ key: 's', name: t('new.sample.use'), run: use }])
  return (
    <div className={styles.sample}>
      <p className={styles.sampleText}>
        <strong>{t('new.sample')}</strong> {t('new.sample.why', { recipe: recipe.name })}
      </p>
      <Button size="small" keyHint="s" busy={sample.isPending} onClick={use}>
        {t('new.sample.use')}
      </Button>
      {sample.isError && <ErrorNote of={sample.error} />}
    </div>
  )
}
