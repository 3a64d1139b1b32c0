import { useState } from 'react'
import type { Assignment, Project } from '@/api'
import { useMe } from '@/api/me'
import { isSound } from '@/fields/media'
import { Tile } from '@/fields/Tile'
import { useKeys } from '@/keyboard'
import { Button } from '@/ui'
import { CardGrid } from '@/ui/CardGrid'
import frame from '../label.module.css'
import type { Workbench } from '../workbench/workbench'
import { t } from '../words'
import { answersOf, type GridAnswer } from './answers'
import { faceOf } from './faces'
import styles from './Grid.module.css'
import { Side } from './Side'
import { useCards } from './useCards'
import type { Group } from './useGroup'

export interface GridProps {
  group: Group
  project: Project
  workbench: Workbench
  onLeave: () => void
}

/** Items like the one just answered: one key answers those that are chosen. */
export default function Grid({ group, project, workbench, onLeave }: GridProps) {
  const person = useMe().data?.person?.id ?? 0
  const cards = useCards({ group, project, workbench, person, onLeave })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(0)
  const answers = answersOf(project.schema)
  const same = answers.find(({ value }) => value === group.values[project.schema.target])
  const here = cards.all?.[Math.min(at, cards.all.length - 1)]
  const give = (answer: GridAnswer) => {
    const meant = (cards.all ?? []).filter(({ id }) => (chosen.size > 0 ? chosen.has(id) : id === here?.id))
    if (meant.length === 0) return
    setChosen(new Set())
    void cards.give(meant, answer)
  }
  const choose = (indexes: readonly number[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const index of indexes) next[isOn ? 'add' : 'delete'](cards.all?.[index]?.id ?? '')
    setChosen(next)
  }
  useKeys(
    t('label.grid'),
    [
      ...answers.flatMap((answer) => (answer.key ? [{ key: answer.key, name: answer.name, run: () => give(answer) }] : [])),
      ...(same ? [{ key: 'Enter', name: t('label.grid.same', { name: same.name }), run: () => give(same) }] : []),
      { key: 'z', name: t('label.keys.undo'), run: () => void cards.undo() },
      { key: 'Escape', name: t('label.grid.leave'), run: () => void cards.leave() },
    ],
    { prior: true },
  )
  const nameOf = (index: number) => (cards.all?.[index] ? faceOf(cards.all[index]).text || t('label.grid.card', { n: index + 1 }) : '')
  const hears = cards.all?.some((one) => isSound(faceOf(one).media)) ?? false
  if (!cards.all) return <p className={styles.busy} role="status">{t('label.grid.busy')}</p>
  return (
    <div className={frame.bench}>
      <section className={styles.left} aria-label={t('label.grid')}>
        <CardGrid
          label={t('label.grid.cards')}
          count={cards.all.length}
          width={168}
          height={heightOf(cards.all)}
          hears={hears}
          nameOf={nameOf}
          isChosen={(index) => chosen.has(cards.all?.[index]?.id ?? '')}
          onChoose={choose}
          onCursor={setAt}
          card={(index) => cards.all?.[index] && <Tile {...faceOf(cards.all[index])} name={nameOf(index)} />}
        />
      </section>
      <section className={frame.right} aria-label={t('label.questions')}>
        <Side group={group} project={project} answers={answers} same={same} chosen={chosen.size} hears={hears} here={here} onGive={give} onAll={() => choose((cards.all ?? []).map((_, index) => index), true)} />
        <div className={styles.acts}>
          <Button look="primary" keyHint="Escape" onClick={() => void cards.leave()}>
            {t('label.grid.leave')}
          </Button>
          <Button look="quiet" icon="undo" keyHint="z" onClick={() => void cards.undo()}>
            {t('label.undo')}
          </Button>
        </div>
      </section>
    </div>
  )
}

/** As high as the longest text needs, within limits; pictures take all of it. */
function heightOf(cards: readonly Assignment[]): number {
  const faces = cards.map(faceOf)
  const lines = Math.max(...faces.map(({ media, text }) => (media ? 99 : Math.ceil(text.length / 22))))
  return Math.min(168, Math.max(68, 24 + 20 * lines))
}
