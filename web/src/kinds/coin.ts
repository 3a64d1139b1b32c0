/** Chance that an item brings along: the same draw whenever it comes back, on any device. */

/** A number from 0 to 1 for a text: FNV-1a with the mix of Murmur. */
function draw(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** The names in an order that hangs on the item alone; as they are where there is none. */
export function shuffled(names: readonly string[], item: string | undefined): string[] {
  if (item === undefined) return [...names]
  return names
    .map((name) => ({ name, at: draw(`${item}\n${name}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name)
}
