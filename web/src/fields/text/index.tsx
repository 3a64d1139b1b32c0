import { lazy, Suspense } from 'react'
import type { FieldKind, FieldProps } from '../field'
import { t } from '../words'

const Markdown = lazy(() => import('@/ui/Markdown').then((part) => ({ default: part.Markdown })))

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** Text as it is written, or as Markdown; each paragraph runs the way its script does. */
export const text: FieldKind = {
  kind: 'text',
  isEmpty: (field) => textOf(field.value).trim() === '',
  Body: ({ field }: FieldProps) => (field.format === 'markdown' ? <Marked text={textOf(field.value)} /> : <Plain text={textOf(field.value)} />),
  brief: textOf,
  example: (name) => t('fields.example.text', { name }),
}

function Plain({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((paragraph, index) => (
    <p key={index} dir="auto">
      {paragraph}
    </p>
  ))
}

function Marked({ text }: { text: string }) {
  return (
    <Suspense fallback={<Plain text={text} />}>
      <div dir="auto">
        <Markdown>{text}</Markdown>
      </div>
    </Suspense>
  )
}
