import type { HandOf } from './hand'

const promises = new Map<() => Promise<HandOf>, Promise<HandOf>>()

/** Load once what makes the hands of a kind: the same promise each time, as `use` wants it. */
export function loaded(load: () => Promise<HandOf>): Promise<HandOf> {
  const known = promises.get(load) ?? load()
  promises.set(load, known)
  return known
}
