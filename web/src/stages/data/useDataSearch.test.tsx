import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { act, render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { filterOf, toggled } from './filter'
import { useDataSearch } from './useDataSearch'

function Acts() {
  const { search, put, change } = useDataSearch(3)
  const both = () => {
    put({ item: 7 })
    change((now) => ({ ...now, ...toggled(filterOf(now), 'status', 'flagged') }))
    change((now) => ({ ...now, q: 'card' }))
  }
  return <button onClick={both}>{search.label}</button>
}

test('of several acts in one breath none undoes another', async () => {
  const root = createRootRoute({ component: Outlet })
  const data = createRoute({ getParentRoute: () => root, path: '/p/$project/data', component: Acts })
  const history = createMemoryHistory({ initialEntries: ['/p/3/data?label=good'] })
  const router = createRouter({ routeTree: root.addChildren([data]), history })
  render(<RouterProvider router={router as never} />)
  const button = await screen.findByText('good')
  act(() => button.click())
  await waitFor(() => expect(router.state.location.search).toEqual({ label: 'good', item: 7, status: 'flagged', q: 'card' }))
})
