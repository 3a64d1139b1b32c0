import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { keys } from '@/api/query'
import { Unlearnt } from './Unlearnt'
import { Unreadable } from './Unreadable'

function show(total: number) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(keys.of(3, 'items', 'facets', { status: 'unreadable' }), { status: {}, label: {}, predicted: {}, total, total_exact: true })
  const unlearnt = [{ question: 'why', name: 'Why?', why: 'Answers in free words are not learnt.' }]
  const both = () => (
    <QueryClientProvider client={client}>
      <Unlearnt of={unlearnt} />
      <Unreadable project={3} />
    </QueryClientProvider>
  )
  const router = createRouter({ routeTree: createRootRoute({ component: both }), history: createMemoryHistory() })
  render(<RouterProvider router={router as never} />)
}

test('what no model learns stands with its reason, and what none can read leads to the items', async () => {
  show(4)
  expect((await screen.findByText('Why?')).nextSibling?.textContent).toBe('Answers in free words are not learnt.')
  const link = screen.getByRole('link')
  expect(link.textContent).toMatch(/^4 /)
  expect(link.getAttribute('href')).toBe('/p/3/data?status=unreadable')
})

test('where every item can be read nothing is said of it', async () => {
  show(0)
  await screen.findByText('Why?')
  expect(screen.queryByRole('link')).toBeNull()
})
