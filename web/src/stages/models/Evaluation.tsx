import { useState } from 'react'
import type { ModelPage } from '@/api'
import { Card } from '@/ui'
import type { Shown } from '@/ui/labels'
import { Markdown } from '@/ui/Markdown'
import { Segmented } from '@/ui/Segmented'
import { Confusion } from './Confusion'
import { Errors } from './Errors'
import styles from './models.module.css'
import { PerClass } from './PerClass'
import { Reliability } from './Reliability'
import { t } from './strings'

const parts = ['class', 'confusion', 'reliability', 'errors', 'card'] as const
type Part = (typeof parts)[number]

export interface EvaluationProps {
  project: number
  model: ModelPage
  book: Map<string, Shown>
}

/** What the chosen version gets right and wrong. */
export function Evaluation({ project, model, book }: EvaluationProps) {
  const [part, setPart] = useState<Part>('class')
  return (
    <Card>
      <div className={styles.parts}>
        <Segmented label={t('models.part')} value={part} options={parts.map((value) => ({ value, name: t(`models.${value}`) }))} onChange={setPart} />
        {part !== 'card' && <span className={styles.partWords}>{t(`models.${part}.aside`)}</span>}
      </div>
      {part === 'class' && <PerClass of={model.per_class} book={book} />}
      {part === 'confusion' && <Confusion of={model.confusion} book={book} />}
      {part === 'reliability' && <Reliability bins={model.reliability} ece={model.ece} />}
      {part === 'errors' && <Errors project={project} of={model.errors} book={book} />}
      {part === 'card' && <Markdown>{model.card}</Markdown>}
    </Card>
  )
}
