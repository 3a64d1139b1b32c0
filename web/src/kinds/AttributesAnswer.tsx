import type { Attribute } from '@/api'
import { Checkbox, Select, TextInput } from '@/ui/Form'
import type { Attributes, Said } from './attributes'
import { offered } from './labels'
import { t } from './words'

export interface AttributesAnswerProps {
  /** Those that are asked of the part: `attributesOf(question, part.label)`. */
  attributes: readonly Attribute[]
  said: Attributes | undefined
  onSay: (id: string, said: Said | undefined) => void
}

/** What is asked of one part, each as one control; the caller lays them out. */
export function AttributesAnswer({ attributes, said = {}, onSay }: AttributesAnswerProps) {
  return attributes.map((attribute) => <One key={attribute.id} attribute={attribute} said={said[attribute.id]} onSay={(value) => onSay(attribute.id, value)} />)
}

function One({ attribute: { kind = 'choice', name, options = [] }, said, onSay }: { attribute: Attribute; said: Said | undefined; onSay: (said: Said | undefined) => void }) {
  if (kind === 'flag') return <Checkbox label={name} checked={said === true} onChange={(event) => onSay(event.target.checked)} />
  if (kind === 'text') return <TextInput label={name} value={String(said ?? '')} maxLength={2000} onChange={(event) => onSay(event.target.value)} />
  const choices = [{ value: '', name: t('kinds.attribute.unsaid') }, ...offered(options).map((option) => ({ value: option.id, name: option.name }))]
  return <Select label={name} value={String(said ?? '')} options={choices} onChange={(event) => onSay(event.target.value || undefined)} />
}
