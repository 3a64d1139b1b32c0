import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useSyncExternalStore } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { queries } from '@/api/query'
import type { Assignment, Project, Values } from '@/api'
import { openDevice } from '../store/database'
import type { Server } from '../workbench/server'
import { Workbench } from '../workbench/workbench'
import { setAdvances } from './advance'
import { Asking } from './Asking'

const labels = ['Good', 'Bad'].map((name, code) => ({ id: name.toLowerCase(), name, code, retired: false }))
const project = {
  id: 1,
  schema_version: 1,
  schema: {
    fields: [],
    target: 'mood',
    questions: [
      { id: 'mood', kind: 'choice', name: 'Mood?', labels },
      { id: 'why', kind: 'rating', name: 'How bad?', low: 1, high: 3, shown_if: { question: 'mood', is: ['bad'] } },
    ],
  },
} as unknown as Project
const progress = { mine_today: 0, mine_total: 0, answered_items: 0, items: 3, pace_s: null }
const item = (n: number): Assignment => ({
  id: `a${n}`, item: `h${n}`, shown_reason: 'new', suggestion: { mood: { good: 0.9, bad: 0.1 } }, leased_until: 9e18,
  fields: [{ id: 'text', kind: 'text', name: 'Text', show: 'text', value: `Item ${n}` }],
})

let sent: Values[]

function Bench({ workbench }: { workbench: Workbench }) {
  const bench = useSyncExternalStore(workbench.subscribe, workbench.snapshot)
  if (bench.screen.state !== 'asking' || !bench.project) return <p>{bench.screen.state}</p>
  return <Asking asked={bench.screen.asked} project={bench.project} bench={bench} workbench={workbench} />
}

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })

beforeEach(async () => {
  sent = []
  setAdvances(false)
  let open = [item(1), item(2), item(3)]
  const lent = () => ({ assignments: open, progress, schema_version: 1, guideline_version: 1 })
  const server: Server = {
    project: async () => project,
    assignments: async () => lent(),
    reopen: () => Promise.reject(new Error('not here')),
    post: async ({ act, assignment }) => {
      if (act.act === 'answer') sent.push(act.body.values)
      open = open.filter((one) => one.id !== assignment.id)
      return lent()
    },
  }
  const workbench = new Workbench({ device: await openDevice(`ui-${Math.random()}`), person: crypto.randomUUID(), project: 1, server, sender: { alone: (work) => work() } })
  await workbench.start()
  render(
    <QueryClientProvider client={queries}>
      <Bench workbench={workbench} />
    </QueryClientProvider>,
  )
})

it('answers an item with two keys and shows the next at once', async () => {
  expect(screen.getByText('Item 1')).toBeTruthy()
  press('1')
  expect(screen.getByRole('radio', { name: /Good/ }).getAttribute('aria-checked')).toBe('true')
  press('Enter')
  expect(screen.getByText('Item 2')).toBeTruthy()
  await waitFor(() => expect(sent).toEqual([{ mood: 'good' }]))
})

it('never fills in a suggestion', async () => {
  expect(screen.getByRole('radio', { name: /Good.*suggestion/ }).getAttribute('aria-checked')).toBe('false')
  press('Enter')
  expect(screen.getByText('This question needs an answer.')).toBeTruthy()
  expect(screen.getByText('Item 1')).toBeTruthy()
})

it('asks a further question where the answer calls for it', async () => {
  expect(screen.queryByText('How bad?')).toBeNull()
  press('2')
  expect(screen.getByText('How bad?')).toBeTruthy()
  press('ArrowDown')
  press('3')
  press('Enter')
  await waitFor(() => expect(sent).toEqual([{ mood: 'bad', why: 3 }]))
})

it('undoes the last answer with z', () => {
  press('1')
  press('Enter')
  press('z')
  expect(screen.getByText('Item 1')).toBeTruthy()
  expect(screen.getByRole('radio', { name: /Good/ }).getAttribute('aria-checked')).toBe('true')
})

it('skips with a reason on two keys, which do not choose labels meanwhile', () => {
  press('s')
  press('1')
  expect(screen.getByText('Item 2')).toBeTruthy()
  expect(screen.getAllByRole('radio').every((radio) => radio.getAttribute('aria-checked') === 'false')).toBe(true)
})

it('goes on by itself after the last answer where the person wants that', async () => {
  setAdvances(true)
  press('1')
  expect(screen.getByText('Item 2')).toBeTruthy()
  await waitFor(() => expect(sent).toEqual([{ mood: 'good' }]))
})
