const plain = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** The heading that names a label: the same words, else the one that begins with them, else one that holds them; -1 if none. */
export function findRule(headings: readonly string[], label: string | undefined): number {
  if (!label) return -1
  const wanted = plain(label)
  const all = headings.map(plain)
  const same = all.indexOf(wanted)
  if (same >= 0) return same
  const begins = all.findIndex((heading) => heading.startsWith(`${wanted} `))
  return begins >= 0 ? begins : all.findIndex((heading) => ` ${heading} `.includes(` ${wanted} `))
}
