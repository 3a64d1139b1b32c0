import { lazy, Suspense } from 'react'
import type { SpansQuestion } from '@/api'
import { attributeFlaws } from '../attributes'
import { labelFlaws, labelsFrom } from '../editLabels'
import type { AnswerProps, Kind } from '../kind'
import { counted, marked } from '../marked'
import { t } from '../words'
import { check, type Span } from './span'

const List = lazy(() => import('./Answer'))

function Answer(props: AnswerProps<SpansQuestion, Span[]>) {
  return (
    <Suspense>
      <List {...props} />
    </Suspense>
  )
}

/** Labelled spans of a text: votes only say that it was answered. */
export const spans: Kind<SpansQuestion, Span[]> = {
  ...marked(),
  kind: 'spans',
  name: t('kinds.name.spans'),
  Answer,
  check,
  describe: (question, value) => counted(question, value, t('kinds.spans.none')),
  hand: async () => (await import('./onText')).onText,
  Reading: lazy(() => import('./Reading')),
  labelOf: (_, value) => value.at(-1)?.label,
  fresh: () => ({ kind: 'spans', id: '', name: '', labels: labelsFrom(['person', 'place']), attributes: [], overlap: true }),
  Setup: lazy(() => import('./Setup')),
  flaws: ({ labels, attributes }) => [...labelFlaws(labels, { fewest: 1 }), ...attributeFlaws(attributes)],
}
