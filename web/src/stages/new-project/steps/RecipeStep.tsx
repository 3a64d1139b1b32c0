import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useDemo, useRecipes, type Recipe } from '@/api'
import { useKeys } from '@/keyboard'
import { Button, ErrorNote, Icon } from '@/ui'
import { Segmented } from '@/ui/Segmented'
import type { Act, Draft } from '../draft'
import { t } from '../strings'
import { RecipeCard } from './RecipeCard'
import styles from './RecipeStep.module.css'

const contents = ['all', 'text', 'image', 'audio', 'conversation', 'row'] as const
type Filter = (typeof contents)[number]
const filters = contents.map((value) => ({ value, name: t(`new.filter.${value}`) }))

/** The recipes as pictures, and the demo one key away. */
export function RecipeStep({ draft, act }: { draft: Draft; act: (act: Act) => void }) {
  const recipes = useRecipes()
  const [filter, setFilter] = useState<Filter>('all')
  const all = recipes.data?.filter((recipe) => recipe.id !== 'demo') ?? []
  const isOf = (content: Filter) => (recipe: Recipe) => content === 'all' || recipe.id === 'empty' || (recipe.schema.fields[0]?.kind || 'text') === content
  const has = (content: Filter) => content === 'all' || all.some((recipe) => recipe.id !== 'empty' && isOf(content)(recipe))
  const shown = all.filter(isOf(filter))
  const first = all.find((recipe) => recipe.id === 'topics') ?? all[0]
  useEffect(() => {
    if (!draft.recipe && first) act({ do: 'take', recipe: first })
  }, [draft.recipe, first, act])
  return (
    <section aria-labelledby="recipe-title">
      <header className={styles.head}>
        <h2 id="recipe-title" className={styles.title}>
          {t('new.recipe')}
        </h2>
        <span className="quiet small">{t('new.recipe.aside')}</span>
        <div className={styles.filter}>
          <Segmented label={t('new.filter')} value={filter} options={filters.filter((option) => has(option.value))} onChange={setFilter} />
        </div>
      </header>
      {recipes.isError && <ErrorNote of={recipes.error} onRetry={() => void recipes.refetch()} />}
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

function Demo() {
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
