import { lazy, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { TextQuestion, Value } from '@/api'
import type { AnswerProps, Kind, Showing } from '../kind'
import { t } from '../words'
import { Rewrite } from './Rewrite'
import styles from './text.module.css'

const limit = ({ max_length = 2000 }: TextQuestion): number => max_length
const isLong = ({ multiline = true }: TextQuestion): boolean => multiline
/** The server counts code points, not UTF-16 units. */
const length = (text: string): number => [...text].length

/** What is written anew, where a question asks for that and an item is in hand. */
const sourceOf = ({ source }: TextQuestion, showing: Showing | undefined): string | undefined =>
  source ? String(showing?.fields.find((field) => field.id === source)?.value ?? '') || undefined : undefined

function Field({ question, value, focused, onChange, onSubmit, labelledBy, showing }: AnswerProps<TextQuestion, string>) {
  const source = sourceOf(question, showing)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  // What is written anew stands in the field from the start; it is an answer once it is changed, or kept as it is.
  const [isEmptied, setEmptied] = useState(false)
  const isUntouched = source !== undefined && value === undefined && !isEmptied
  const shown = value ?? (isUntouched ? source : '')
  useEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [shown])
  const start = () => {
    onChange(source)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') field.current?.blur()
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey || !isLong(question))
    if (!isSubmit || event.nativeEvent.isComposing) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <div>
      <textarea
        ref={field}
        className={styles.field}
        rows={isLong(question) ? 3 : 1}
        aria-labelledby={labelledBy}
        aria-describedby={isUntouched ? id : undefined}
        data-untouched={isUntouched || undefined}
        value={shown}
        onChange={(event) => {
          setEmptied(event.target.value === '')
          onChange(event.target.value === '' ? undefined : event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <p className={styles.foot}>
        <span>{focused && isLong(question) ? t('kinds.text.enter') : ''}</span>
        {length(value ?? '') > limit(question) * 0.8 && <span>{t('kinds.text.count', { n: length(value ?? ''), max: limit(question) })}</span>}
      </p>
      {source && <Rewrite id={id} source={source} value={value} onStart={start} />}
    </div>
  )
}

/** Free text in NFC; votes only say that it was answered. */
export const text: Kind<TextQuestion, string> = {
  kind: 'text',
  name: t('kinds.name.text'),
  repeats: true,
  isRemark: true,
  empty: undefined,
  Answer: (props) => <Field {...props} />,
  check: (question, value: Value) => {
    if (typeof value !== 'string') return { ok: false, reason: 'not_text' }
    const normal = value.normalize('NFC').trim()
    if (normal === '' || normal.includes('\0')) return { ok: false, reason: normal === '' ? 'empty_text' : 'not_text' }
    if (length(normal) > limit(question)) return { ok: false, reason: 'too_long' }
    if (!isLong(question) && normal.includes('\n')) return { ok: false, reason: 'one_line' }
    return { ok: true, value: normal, code: 0n }
  },
  keys: () => [],
  describe: (_, value) => value,
  fresh: () => ({ kind: 'text', id: '', name: '', max_length: 2000, multiline: true, required: false }),
  Setup: lazy(() => import('./Setup')),
}
