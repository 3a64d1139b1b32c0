/** Every word on the screen: a part of the app calls `catalogue({...})` once and gets a `t` that knows its own keys. */

export type Params = Record<string, string | number>
export type Translate<Key extends string> = (key: Key, params?: Params) => string

const all = new Map<string, string>()

/** Add words to the one catalogue. Keys are `part.what`; `{name}` is filled from `params`, `{n|item|items}` picks the plural by n. */
export function catalogue<const Words extends Record<string, string>>(words: Words): Translate<keyof Words & string> {
  for (const [key, text] of Object.entries(words)) {
    if (all.has(key) && all.get(key) !== text) throw new Error(`The catalogue already says something else for ${key}. Choose another key.`)
    all.set(key, text)
  }
  return (key, params) => fill(words[key] ?? key, params)
}

function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many
    return typeof value === 'number' ? count(value) : value
  })
}

const counter = new Intl.NumberFormat('en-GB')

/** 50000 → "50,000". */
export function count(n: number): string {
  return counter.format(n)
}
