import { useEffect } from 'react'
import { useRecipes } from '@/api'
import { Button, ErrorNote } from '@/ui'
import { Segmented } from '@/ui/Segmented'
import type { Act, Draft } from '../draft'
import { t } from '../strings'
import { Demo } from './Demo'
import { RecipeCard } from './RecipeCard'
import { RecipeSearch } from './RecipeSearch'
import styles from './RecipeStep.module.css'
import { useRecipeFilter } from './useRecipeFilter'

/** The recipes as pictures, and the demo one key away. */
export function RecipeStep({ draft, act }: { draft: Draft; act: (act: Act) => void }) {
  const recipes = useRecipes()
  const all = recipes.data?.filter((recipe) => recipe.id !== 'demo') ?? []
  const { content, contents, setContent, words, setWords, shown, showAll } = useRecipeFilter(all)
  const first = all.find((recipe) => recipe.id === 'topics') ?? all[0]
  useEffect(() => {
    if (!draft.recipe && first) act({ do: 'take', recipe: first })
  }, [draft.recipe, first, act])
  const found = shown.filter((recipe) => recipe.id !== 'empty')
  const takeFirst = () => found[0] && act({ do: 'take', recipe: found[0] })
  const hidden = draft.recipe && !shown.some((recipe) => recipe.id === draft.recipe?.id) ? draft.recipe : undefined
  return (
    <section aria-labelledby="recipe-title">
      <header className={styles.head}>
        <h2 id="recipe-title" className={styles.title}>
          {t('new.recipe')}
        </h2>
        <span className="quiet small">{t('new.recipe.aside')}</span>
      </header>
      <div className={styles.filter}>
        <RecipeSearch words={words} onChange={setWords} onTake={takeFirst} />
        <Segmented label={t('new.filter')} value={content} options={contents} onChange={setContent} />
      </div>
      {recipes.isError && <ErrorNote of={recipes.error} onRetry={() => void recipes.refetch()} />}
      <p role="status" className={found.length || !all.length ? 'sr' : styles.none}>
        {found.length ? t('new.found', { n: found.length }) : all.length > 0 && t('new.found.none')}
      </p>
      {hidden && (
        <p className={styles.hidden}>
          <span>{t('new.hidden', { recipe: hidden.name })}</span>
          <Button size="small" onClick={showAll}>
            {t('new.hidden.show')}
          </Button>
        </p>
      )}
      <fieldset className={styles.cards}>
        <legend className="sr">{t('new.step.recipe')}</legend>
        {shown.map((recipe) => (
          <RecipeCard key={recipe.id} recipe={recipe} isChosen={draft.recipe?.id === recipe.id} onTake={() => act({ do: 'take', recipe })} />
        ))}
      </fieldset>
      <Demo />
    </section>
  )
}
