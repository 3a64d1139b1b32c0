import { lazy, Suspense } from 'react'
import type { RelationsQuestion } from '@/api'
import { attributeFlaws } from '../attributes'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { AnswerProps, Kind } from '../kind'
import { counted, marked } from '../marked'
import { t } from '../words'
import { beside, check, type Relation } from './relation'

const List = lazy(() => import('./Answer'))

function Answer(props: AnswerProps<RelationsQuestion, Relation[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** Directed relations between the spans of an earlier question. They are drawn over the text that its spans are on. */
export const relations: Kind<RelationsQuestion, Relation[]> = {
  ...marked(),
  // It is drawn on the text that its spans make.
  Surface: undefined,
  kind: 'relations',
  name: t('kinds.name.relations'),
  Over: lazy(() => import('./Over')),
  Answer,
  check,
  beside,
  describe: (question, value) => counted(question, value, t('kinds.relations.none')),
  Reading: lazy(() => import('./Reading')),
  labelOf: (_, value) => value.at(-1)?.label,
  fresh: () => ({ kind: 'relations', id: '', name: '', labels: labelsFrom(['belongs to']), attributes: [], of: '' }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...attributeFlaws(attributes)],
}
