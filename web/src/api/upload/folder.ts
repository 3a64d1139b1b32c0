/** A folder as one file that can be sent: in the tar format, which needs no look at the contents, so nothing is read before it is sent. */
export interface Entry {
  /** With slashes, as it lies in the folder. */
  path: string
  file: File
}

export const FOLDER = 'application/x-inloop-folder'
const BLOCK = 512
const encoder = new TextEncoder()

/** Packs files in the order of their paths: the same folder is the same bytes each time, so that sending it can go on where it stopped. */
export function packFolder(name: string, entries: readonly Entry[]): File {
  const shown = entries.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.'))).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const parts = shown.flatMap(({ path, file }) => [...headers(path, file), file, padding(file.size)])
  return new File([...parts, new Uint8Array(2 * BLOCK)], name, { type: FOLDER })
}

/** The header of a file; a path that does not fit in it goes before, as an entry of its own. */
function headers(path: string, file: File): Uint8Array<ArrayBuffer>[] {
  const bytes = encoder.encode(path)
  if (bytes.length <= 100) return [header(bytes, file.size, '0')]
  return [header(encoder.encode('././@LongLink'), bytes.length + 1, 'L'), bytes, padding(bytes.length + 1, 1), header(bytes.subarray(0, 100), file.size, '0')]
}

function header(name: Uint8Array, size: number, type: string): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK)
  const put = (text: string, at: number) => block.set(encoder.encode(text), at)
  block.set(name, 0)
  for (const [text, at] of [['0000644', 100], ['0000000', 108], ['0000000', 116], ['00000000000', 136]] as const) put(text, at)
  put(size.toString(8).padStart(11, '0'), 124)
  put(`        ${type}`, 148)
  put('ustar  ', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148)
  return block
}

/** What fills up the last block of `size` bytes; `more` bytes are still of the content. */
const padding = (size: number, more = 0): Uint8Array<ArrayBuffer> => new Uint8Array(((BLOCK - (size % BLOCK)) % BLOCK) + more)
