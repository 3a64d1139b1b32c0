import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import LabelPage from '@/stages/label'
import { Frame, Missing, Trouble } from './Frame'
import { ProjectFrame } from './ProjectFrame'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const project = createRoute({ getParentRoute: () => root, path: '/p/$project', component: ProjectFrame })

type Screen = () => Promise<{ default: () => ReactNode }>
const page = (path: string, load: Screen) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) })
const stage = (path: string, load: Screen) => createRoute({ getParentRoute: () => project, path, component: lazyRouteComponent(load) })

const tree = root.addChildren([
  page('/sign-in', () => import('@/stages/sign-in')),
  page('/join', () => import('@/stages/join')),
  page('/', () => import('@/stages/projects')),
  page('/new', () => import('@/stages/new-project')),
  page('/account', () => import('@/stages/account')),
  project.addChildren([
    stage('/', () => import('@/stages/overview')),
    // The workbench comes with the frame: it opens with six requests, its first item included.
    createRoute({ getParentRoute: () => project, path: '/label', component: LabelPage }),
    stage('/data', () => import('@/stages/data')),
    stage('/data/$item', () => import('@/stages/data/item')),
    stage('/quality', () => import('@/stages/quality')),
    stage('/models', () => import('@/stages/models')),
    stage('/settings', () => import('@/stages/settings')),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: Trouble,
  defaultNotFoundComponent: Missing,
})
