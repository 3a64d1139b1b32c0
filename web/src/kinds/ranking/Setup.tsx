import { useState } from 'react'
import type { RankingQuestion } from '@/api'
import { TextArea } from '@/ui/Form'
import { slugOf } from '../editLabels'
import type { SetupProps } from '../kind'
import { t } from '../setupWords'

type Ranked = RankingQuestion['items']

/** One name a line; a renamed line keeps its id. */
function itemsOf(text: string, before: Ranked): Ranked {
  const names = text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return names.reduce<Ranked>((done, name, index) => {
    const known = before.find((one) => one.name === name) ?? (names.length === before.length ? before[index] : undefined)
    const taken = done.map((one) => one.id)
    return [...done, { id: known && !taken.includes(known.id) ? known.id : slugOf(name, taken), name }]
  }, [])
}

export default function Setup({ question, onChange }: SetupProps<RankingQuestion>) {
  const [text, write] = useState(question.items.map(({ name, id }) => name || id).join('\n'))
  const put = (next: string) => {
    write(next)
    onChange({ ...question, items: itemsOf(next, question.items) })
  }
  return <TextArea label={t('question.ranked')} help={t('question.ranked.help')} rows={4} value={text} onChange={(event) => put(event.target.value)} />
}
