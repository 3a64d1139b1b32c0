import { call } from '@/api/client'
import type { AnswerReply, Assignments, Reopened } from '@/api'
import type { Stored } from './entry'

/** What the server says after an act: the person's open items anew, or the one that came back. */
export type Reply = Partial<Assignments> | AnswerReply | Reopened

export type Post = (entry: Stored, want: number) => Promise<Reply>

/** Send one act; safe to repeat: an answer carries its own id, a withdrawal and a skip of something gone are done. */
export const post: Post = ({ project, assignment, act }, want) => {
  const path = `/projects/${project}`
  switch (act.act) {
    case 'answer':
      return call<AnswerReply>(`${path}/annotations`, { method: 'POST', body: { ...act.body, want } })
    case 'skip':
      return call<Assignments>(`${path}/assignments/${assignment.id}/skip`, { method: 'POST', body: { reason: act.reason, note: act.note, want } })
    case 'withdraw':
      return call<Reopened>(`${path}/annotations/${act.annotation}/withdraw`, { method: 'POST' })
  }
}
