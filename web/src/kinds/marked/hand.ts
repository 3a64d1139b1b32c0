import type { Stretch } from '@/canvas/text/boundaries'
import type { TextDesk } from '@/canvas/text/desk'
import type { Piece } from '@/canvas/text/runs'
import type { Layer } from '@/fields/field'
import type { Binding } from '@/keyboard'

/** Something of an answer that stands on the text, in UTF-16 units. */
export interface Mark extends Piece {
  /** What it is, to those who hear it. */
  name: string
  /** Stands behind its last word. */
  tag?: string
  colour: string
  isSuggested: boolean
  isPicked: boolean
  /** Belongs to another mark, and is drawn lighter. */
  isBeside?: boolean
  pick(): void
}

/** What a selection may become. */
export interface Choice {
  id: string
  name: string
  key: string | undefined
  /** Of its label among those on offer. */
  position?: number
  run(place: Stretch): void
}

/** A question that is answered on a text, as the text sees it. */
export interface TextHand {
  readonly desk: TextDesk
  readonly question: { readonly id: string; readonly name: string }
  /** The keys of the text in a sentence, for those who hear it. */
  readonly help: string
  /** What is picked, by a key of its own. */
  readonly pickedKey: string | undefined
  readonly marks: readonly Mark[]
  /** What is offered at a selection. */
  readonly choices: readonly Choice[]
  /** What a selection becomes at once, while a label is active. */
  readonly active: ((place: Stretch) => void) | undefined
  /** The picked stretch, in units, whose ends can be drawn along, with the key of its mark. */
  readonly held: (Stretch & { key: string }) | undefined
  /** Move an end of it to a place, given in units. */
  resize(side: 'start' | 'end', to: number): void
  /** The keys while the question has the cursor, wherever the focus is. */
  bindings(): Binding[]
}

/** Makes the hand of a question; loaded with the text that is marked. */
export type HandOf = (desk: TextDesk, layer: Layer) => TextHand
