import type { AnswerBody, Assignment, SkipReason } from '@/api'

/** Something done that the server has to hear of. */
export type Act =
  | { act: 'answer'; body: AnswerBody }
  | { act: 'skip'; reason: SkipReason; note?: string }
  /** Takes back the answer of that id, which may or may not have arrived. */
  | { act: 'withdraw'; annotation: string }

export interface Refusal {
  message: string
  hint: string
  where: string
  status: number
}

export interface Entry {
  /** Given by the store; the order of sending. */
  seq?: number
  /** Of the answer itself for an answer. */
  id: string
  person: string
  project: number
  /** The item it is about: kept to be shown again after undo. */
  assignment: Assignment
  act: Act
  at: number
  /** Raised before each try: 0 says that the server cannot have seen it. */
  attempts: number
  /** Set when the server refuses it for good: kept and shown, never dropped. */
  refused?: Refusal
}

export type Stored = Entry & { seq: number }
