import { useEffect, useReducer } from 'react'
import { blank, change, type Draft, type Step } from './draft'

const key = 'inloop.new-project'

/** The draft of this tab: a reload loses nothing but an upload on its way. */
export function useDraft(first: Step | undefined) {
  const [draft, act] = useReducer(change, first, open)
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(draft)), [draft])
  return { draft, act }
}

export const forgetDraft = () => sessionStorage.removeItem(key)

function open(first: Step | undefined): Draft {
  const kept = read()
  const draft = kept.intake.is === 'ready' || kept.intake.is === 'none' ? kept : { ...kept, intake: { is: 'none' as const } }
  return first && draft.step === 'recipe' ? { ...draft, step: first } : draft
}

function read(): Draft {
  try {
    return { ...blank, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>) }
  } catch {
    return blank
  }
}
