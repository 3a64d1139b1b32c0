import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Question } from '@/api'
import { moveQuestion } from './edit'
import { nameOf } from './nameOf'
import { t } from './strings'

/** Moves questions, keeps the focus where it was, and says where the question went. */
export function useOrder(questions: readonly Question[], onMove: (questions: Question[]) => void) {
  const [said, say] = useState('')
  const follows = useRef<HTMLElement>(null)
  useEffect(() => {
    const button = follows.current
    follows.current = null
    // A moved node loses the focus; a button at the end of its way cannot have it.
    if (button?.matches(':disabled')) button.closest('section')?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
    else button?.focus()
  }, [questions])
  const go = (from: number, step: -1 | 1) => {
    const moved = moveQuestion(questions, from, from + step)
    if (!moved) return
    follows.current = document.activeElement as HTMLElement
    say(t('question.moved', { name: nameOf(questions[from]!), n: from + step + 1, all: questions.length }))
    onMove(moved)
  }
  const onKeyDown = (from: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    go(from, event.key === 'ArrowUp' ? -1 : 1)
  }
  return { go, onKeyDown, said, mayGo: (from: number, step: -1 | 1) => moveQuestion(questions, from, from + step) !== undefined }
}
