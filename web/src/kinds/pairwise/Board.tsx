import { useMemo, useState } from 'react'
import type { PairwiseQuestion, ShownField } from '@/api'
import { useKeys } from '@/keyboard'
import { Button } from '@/ui/Button'
import { Differences } from '../Differences'
import { differences } from '../differences'
import type { BoardProps } from '../kind'
import { SideBySide } from '../SideBySide'
import { t } from '../words'
import { preferred, sidesOf, type Side } from './outcomes'

const places = [t('kinds.pairwise.place.first'), t('kinds.pairwise.place.second')]
const textOf = (field: ShownField | undefined): string | undefined => (field?.kind === 'text' ? String(field.value ?? '') : undefined)

/** The two side by side, in the order of the coin and without their names, which could sway. */
export function Board({ question, value, onChange, showing, body }: BoardProps<PairwiseQuestion, string>) {
  const [isMarked, mark] = useState(false)
  const sides = sidesOf(question, showing)
  const [first, second] = sides.map((side) => showing.fields.find((field) => field.id === question[side]))
  const [before, after] = [textOf(first), textOf(second)]
  const canMark = before !== undefined && after !== undefined
  const toggle = () => mark(!isMarked)
  useKeys(t('kinds.pairwise.board'), [{ key: 'd', name: t('kinds.pairwise.differences'), run: toggle }], { enabled: canMark })
  const pieces = useMemo(() => (isMarked && canMark ? differences(before, after) : null), [isMarked, canMark, before, after])
  const panel = (field: ShownField | undefined, side: Side, index: number) => ({
    id: side,
    name: places[index] ?? '',
    isChosen: preferred(value) === side,
    act: question.strength ? null : (
      <Button size="small" keyHint={String(index + 1)} aria-pressed={value === side} look={value === side ? 'primary' : 'plain'} onClick={() => onChange(side)}>
        {t('kinds.pairwise.better')}
        <span className="sr"> {places[index]}</span>
      </Button>
    ),
    body: pieces ? <Differences pieces={pieces} without={index === 0 ? 'new' : 'gone'} /> : field && body(field),
  })
  return (
    <SideBySide panels={[panel(first, sides[0], 0), panel(second, sides[1], 1)]}>
      {canMark && (
        <Button size="small" look="quiet" keyHint="d" aria-pressed={isMarked} onClick={toggle}>
          {t('kinds.pairwise.differences')}
        </Button>
      )}
    </SideBySide>
  )
}
