import { lazy, Suspense } from 'react'
import { Table, type TableProps } from './Table'

const Gallery = lazy(() => import('../gallery/Gallery'))

export type ViewName = 'table' | 'gallery'

/** The same items as rows or as cards. */
export function View({ as, ...shown }: TableProps & { as: ViewName }) {
  if (as === 'table') return <Table {...shown} />
  const { total: _, ...cards } = shown
  return (
    <Suspense>
      <Gallery {...cards} />
    </Suspense>
  )
}
