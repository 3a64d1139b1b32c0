import type { Recipe } from '@/api'
import { Icon } from '@/ui'
import { RecipePicture } from './RecipePicture'
import styles from './RecipeStep.module.css'

export function RecipeCard({ recipe, isChosen, onTake }: { recipe: Recipe; isChosen: boolean; onTake: () => void }) {
  const about = `recipe-${recipe.id}`
  return (
    <label className={styles.card}>
      <input type="radio" name="recipe" aria-label={recipe.name} aria-describedby={about} checked={isChosen} onChange={onTake} />
      <RecipePicture recipe={recipe} />
      <span className={styles.words} id={about}>
        <span className={styles.name}>
          {recipe.name}
          {isChosen && <Icon name="check" />}
        </span>
        <span className={styles.summary}>{recipe.question_summary}</span>
        <span className={styles.description}>{recipe.description}</span>
      </span>
    </label>
  )
}
