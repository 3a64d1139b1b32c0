import { lazy, Suspense } from 'react'
import type { AspectsQuestion } from '@/api'
import { attributeFlaws } from '../attributes'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { AnswerProps, Kind } from '../kind'
import { counted, marked } from '../marked'
import { t } from '../words'
import { check, type Aspect } from './aspect'

const List = lazy(() => import('./Answer'))

function Answer(props: AnswerProps<AspectsQuestion, Aspect[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** What a text thinks of what: targets with their opinion words, a category and a polarity. */
export const aspects: Kind<AspectsQuestion, Aspect[]> = {
  ...marked(),
  kind: 'aspects',
  name: t('kinds.name.aspects'),
  hand: async () => (await import('./onText')).onText,
  Over: lazy(() => import('./Over')),
  Answer,
  check,
  describe: (question, value) => counted(question, value, t('kinds.aspects.none')),
  Reading: lazy(() => import('./Reading')),
  labelOf: (_, value) => value.at(-1)?.label,
  fresh: () => ({ kind: 'aspects', id: '', name: '', labels: labelsFrom(['positive', 'negative', 'neutral']), categories: [], attributes: [], implicit: true }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, categories = [], attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...labelFlaws(categories, { fewest: 0 }), ...attributeFlaws(attributes)],
}
