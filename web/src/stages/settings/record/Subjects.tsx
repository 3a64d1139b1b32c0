import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'

const most = 12

/** What an act was on: an item can be opened, the rest is named by its number. */
export function Subjects({ of, project }: { of: Record<string, unknown>; project: number }) {
  const subjects = Object.entries(of).filter(([name]) => name !== 'project')
  return subjects.map(([name, id], index) => (
    <Fragment key={name}>
      {index > 0 && ', '}
      {name === 'item' ? <Link to={`/p/${project}/data/${String(id)}`}>{name}</Link> : <Subject name={name} id={typeof id === 'object' ? JSON.stringify(id) : String(id)} />}
    </Fragment>
  ))
}

/** The beginning of a long id tells it apart; the whole stands in the tooltip. */
function Subject({ name, id }: { name: string; id: string }) {
  if (id.length <= most) return `${name} ${id}`
  return (
    <span title={id}>
      {name} {id.slice(0, 8)}…
    </span>
  )
}
