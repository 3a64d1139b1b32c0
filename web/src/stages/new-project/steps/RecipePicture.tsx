import type { ComponentType } from 'react'
import type { Recipe } from '@/api'
import { isLabelled } from '@/questions'
import styles from './RecipeStep.module.css'
import { Boxes, Cells, Events, Outline, PictureClasses, PictureFeelings, Points, SoundClasses, SoundFeelings, Speech, Street } from './sketches/media'
import { Aspects, Empty, Faces, Few, Many, Names, Order, Pair, Scale, Table, Topics, Turns, Verdict } from './sketches/texts'

/** Sketches of what is seen, for recipes whose questions alone would not tell them apart. */
const ofRecipe: Record<string, ComponentType> = { empty: Empty, emotion: Faces, moderation: Verdict, 'blood-cells': Cells, 'driving-scene': Street, 'spoken-words': Speech }

/** A stranger's recipe has its picture by what is shown and what is asked first. */
const ofField: Record<string, ComponentType> = { image: PictureClasses, audio: SoundClasses, conversation: Turns, row: Table }
const ofQuestion: Record<string, ComponentType> = {
  spans: Names,
  relations: Aspects,
  aspects: Aspects,
  boxes: Boxes,
  polygons: Outline,
  points: Points,
  segments: Events,
  pairwise: Pair,
  ranking: Order,
  rating: Scale,
  slider: Scale,
  number: Scale,
  choices: Many,
  text: Names,
}
const feelings: Record<string, ComponentType> = { image: PictureFeelings, audio: SoundFeelings }
const drawn: ReadonlySet<string> = new Set(['boxes', 'polygons', 'points', 'segments'])

export function RecipePicture({ recipe }: { recipe: Recipe }) {
  return (
    <svg className={styles.picture} viewBox="0 0 180 84" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      <Sketch recipe={recipe} />
    </svg>
  )
}

function Sketch({ recipe: { id, schema } }: { recipe: Recipe }) {
  const [first, second] = schema.questions
  const field = schema.fields[0]?.kind ?? 'text'
  if (!first) return <Empty />
  const Own = ofRecipe[id]
  if (Own) return <Own />
  if (first.kind === 'emotions' || first.kind === 'affect') return pick(feelings[field] ?? Faces)
  if (second?.kind === 'segments') return <Events />
  const Found = drawn.has(first.kind) ? ofQuestion[first.kind] : (ofField[field] ?? ofQuestion[first.kind])
  if (Found) return <Found />
  return first.kind === 'choice' && isLabelled(first) && first.labels.length <= 3 ? <Few n={first.labels.length} /> : <Topics />
}

const pick = (Drawing: ComponentType) => <Drawing />
