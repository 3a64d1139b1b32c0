export interface Turn {
  role: string
  text: string
}

const isTurn = (value: unknown): value is Turn => typeof value === 'object' && value !== null && typeof (value as Turn).text === 'string'

/** The turns of a field; what is none is left out. */
export const turnsOf = (value: unknown): Turn[] => (Array.isArray(value) ? value.filter(isTurn).map(({ role, text }) => ({ role: role ?? '', text })) : [])

/** The places of the turns, or of those in some roles. */
export function unitsOf(turns: readonly Turn[], only: readonly string[]): string[] {
  const roles = only.map((role) => role.trim().toLowerCase())
  return turns.flatMap(({ role }, index) => (roles.length === 0 || roles.includes(role.toLowerCase()) ? [String(index)] : []))
}

const answering = /^(assistant|agent|bot|gpt|model|support|operator|chatbot)\b/i
const noting = /^(system|action|tool|function|event|note)\b/i

export type Side = 'asks' | 'answers' | 'notes'

/** Who speaks: one who asks, one who answers, or the machinery between them. */
export function sideOf({ role }: Turn): Side {
  if (noting.test(role)) return 'notes'
  return answering.test(role) ? 'answers' : 'asks'
}
