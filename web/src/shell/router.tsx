import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { meQuery } from '@/api/me'
import { asApiError } from '@/api/error'
import { queries } from '@/api/query'
import { Frame, Missing, Trouble } from './Frame'
import { ProjectFrame } from './ProjectFrame'

/** Send the signed-out to the door, and back afterwards. Without a network the screen opens on what the device holds. */
async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  const me = await queries.ensureQueryData(meQuery).catch((problem: unknown) => {
    if (asApiError(problem).passing) return null
    throw problem
  })
  if (me && !me.person) throw redirect({ to: '/sign-in', search: { next: location.href } })
}

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const open = createRoute({ getParentRoute: () => root, id: 'open' })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', beforeLoad: signedIn })
const project = createRoute({ getParentRoute: () => root, path: '/p/$project', beforeLoad: signedIn, component: ProjectFrame })

const page = (path: string, load: () => Promise<{ default: () => React.ReactNode }>, parent: typeof open | typeof inside | typeof project) =>
  createRoute({ getParentRoute: () => parent as typeof inside, path, component: lazyRouteComponent(load) })

const tree = root.addChildren([
  open.addChildren([
    page('/sign-in', () => import('@/stages/sign-in'), open),
    page('/join', () => import('@/stages/join'), open),
  ]),
  inside.addChildren([
    page('/', () => import('@/stages/projects'), inside),
    page('/new', () => import('@/stages/new-project'), inside),
    page('/account', () => import('@/stages/account'), inside),
  ]),
  project.addChildren([
    page('/', () => import('@/stages/overview'), project),
    page('/label', () => import('@/stages/label'), project),
    page('/data', () => import('@/stages/data'), project),
    page('/data/$item', () => import('@/stages/data/item'), project),
    page('/quality', () => import('@/stages/quality'), project),
    page('/models', () => import('@/stages/models'), project),
    page('/settings', () => import('@/stages/settings'), project),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: Trouble,
  defaultNotFoundComponent: Missing,
})
