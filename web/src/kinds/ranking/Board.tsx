import type { RankingQuestion } from '@/api'
import type { BoardProps } from '../kind'
import { SideBySide } from '../SideBySide'
import { t } from '../words'
import { candidatesOf } from './order'

/** The fields that are ranked, side by side under letters. */
export function Board({ question, value, showing, body }: BoardProps<RankingQuestion, string[]>) {
  const panels = candidatesOf(question, showing).flatMap(({ id, key }) => {
    const field = showing.fields.find((one) => one.id === id)
    const place = value?.indexOf(id) ?? -1
    const act = place < 0 ? null : <span className="quiet small">{t('kinds.ranking.place', { n: place + 1 })}</span>
    return field ? [{ id, name: key.toUpperCase(), isChosen: place === 0, act, body: body(field) }] : []
  })
  return <SideBySide panels={panels} />
}
