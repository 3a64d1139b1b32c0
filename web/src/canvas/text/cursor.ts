/** Where the hand is in a text: nowhere, between two characters, on a stretch, or on a span. */
export type Cursor =
  | { state: 'away' }
  | { state: 'caret'; at: number }
  | { state: 'range'; anchor: number; at: number }
  | { state: 'span'; key: string; at: number }

export type Step =
  | { do: 'place'; at: number }
  | { do: 'extend'; at: number }
  | { do: 'pick'; key: string; at: number }
  | { do: 'escape' }
  | { do: 'leave' }

type State = Cursor['state']
type In<S extends State> = Extract<Cursor, { state: S }>
type Do<D extends Step['do']> = Extract<Step, { do: D }>
type Table = { [D in Step['do']]: { [S in State]: (cursor: In<S>, step: Do<D>) => Cursor } }

const away: Cursor = { state: 'away' }
const caret = (_: Cursor, { at }: { at: number }): Cursor => ({ state: 'caret', at })
const range = (anchor: number, at: number): Cursor => (anchor === at ? { state: 'caret', at } : { state: 'range', anchor, at })
const span = (_: Cursor, { key, at }: Do<'pick'>): Cursor => ({ state: 'span', key, at })
const stay = (cursor: Cursor): Cursor => cursor
const back = ({ at }: { at: number }): Cursor => ({ state: 'caret', at })

/** What each step does in each state. */
const table: Table = {
  place: { away: caret, caret, range: caret, span: caret },
  extend: {
    away: caret,
    caret: (cursor, { at }) => range(cursor.at, at),
    range: (cursor, { at }) => range(cursor.anchor, at),
    span: (cursor, { at }) => range(cursor.at, at),
  },
  pick: { away: span, caret: span, range: span, span },
  escape: { away: stay, caret: () => away, range: back, span: back },
  // The hand goes to the labels: what is selected stays so, a caret is of no use.
  leave: { away: stay, caret: () => away, range: stay, span: stay },
}

export function move(cursor: Cursor, step: Step): Cursor {
  const act = table[step.do][cursor.state] as (cursor: Cursor, step: Step) => Cursor
  return act(cursor, step)
}

/** The stretch that is selected, the start first. */
export function stretch(cursor: Cursor): { start: number; end: number } | undefined {
  if (cursor.state !== 'range') return undefined
  return { start: Math.min(cursor.anchor, cursor.at), end: Math.max(cursor.anchor, cursor.at) }
}
