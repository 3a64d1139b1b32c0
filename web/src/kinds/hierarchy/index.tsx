import { lazy, Suspense } from 'react'
import type { HierarchyQuestion, Value } from '@/api'
import { labelsFrom } from '../editLabels'
import type { Kind } from '../kind'
import { t } from '../words'
import { recents, remember } from './recent'
import { isOffered, rows, treeOf, wordsOf } from './tree'

const Picker = lazy(() => import('./Picker'))
const mostNodes = 1000

/** One node of a taxonomy: the value is its id, the vote its code. */
export const hierarchy: Kind<HierarchyQuestion, string> = {
  kind: 'hierarchy',
  name: t('kinds.name.hierarchy'),
  single: true,
  empty: undefined,
  Answer: (props) => (
    <Suspense>
      <Picker {...props} />
    </Suspense>
  ),
  check: (question, value: Value) => {
    const node = typeof value === 'string' ? treeOf(question.labels).nodes.get(value) : undefined
    if (!node?.isLive) return { ok: false, reason: 'not_a_label' }
    return isOffered(question, node) ? { ok: true, value: node.label.id, code: BigInt(node.label.code) } : { ok: false, reason: 'not_a_leaf' }
  },
  keys: (question) =>
    recents(question).map((node, index) => ({
      key: String(index + 1),
      name: wordsOf(node),
      next: () => (remember(question, node.label.id), node.label.id),
    })),
  describe: (question, value) => {
    const node = treeOf(question.labels).nodes.get(value)
    return node ? wordsOf(node) : value
  },
  classes: ({ labels }) => [...treeOf(labels).nodes.values()].map((node) => ({ id: node.label.id, name: wordsOf(node), isRetired: !node.isLive })),
  labelOf: (_, value) => value,
  fresh: () => {
    const [animals, cats, dogs, plants] = labelsFrom(['Animals', 'Cats', 'Dogs', 'Plants'])
    return { kind: 'hierarchy', id: '', name: '', labels: [animals!, { ...cats!, parent: animals!.id }, { ...dogs!, parent: animals!.id }, plants!], leaves_only: true }
  },
  Setup: lazy(() => import('./Setup')),
  flaws: (question) => {
    const live = rows(treeOf(question.labels).roots, () => true)
    const paths = live.map((node) => wordsOf(node).toLowerCase())
    const twice = paths.find((path, index) => paths.indexOf(path) < index)
    return [
      ...(live.filter((node) => isOffered(question, node)).length < 2 ? [t('kinds.flaw.labels', { n: 2 })] : []),
      ...(live.length > mostNodes ? [t('kinds.flaw.nodes', { n: live.length, most: mostNodes })] : []),
      ...(twice ? [t('kinds.flaw.twice', { name: twice })] : []),
    ]
  },
}
