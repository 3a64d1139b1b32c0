/** The reach of a wave, stretch by stretch, as the server packs it (adapters/media/waves.py). */
export interface Peaks {
  /** Stretches a second. */
  rate: number
  loudest: number
  low: Int8Array
  high: Int8Array
}

const head = 16

export function readPeaks(packed: ArrayBuffer): Peaks {
  const view = new DataView(packed)
  const isOurs = packed.byteLength >= head && view.getUint32(0) === 0x494e504b
  const count = isOurs ? view.getUint32(12, true) : 0
  if (!isOurs || packed.byteLength < head + 2 * count) throw new Error('These bytes are no peaks.')
  return {
    rate: view.getFloat32(4, true),
    loudest: view.getFloat32(8, true),
    low: new Int8Array(packed, head, count),
    high: new Int8Array(packed, head + count, count),
  }
}

/** The lowest and highest of each column that is drawn, in 127ths: low and high in turn. */
export function columnsOf({ rate, low, high }: Peaks, from: number, span: number, width: number): Int8Array {
  const columns = new Int8Array(2 * width)
  for (let x = 0; x < width; x += 1) {
    const first = Math.floor((from + (x / width) * span) * rate)
    const last = Math.max(first + 1, Math.floor((from + ((x + 1) / width) * span) * rate))
    let [least, most] = [127, -127]
    for (let at = Math.max(0, first); at < last && at < low.length; at += 1) {
      least = Math.min(least, low[at] ?? 0)
      most = Math.max(most, high[at] ?? 0)
    }
    columns[2 * x] = least > most ? 0 : least
    columns[2 * x + 1] = least > most ? 0 : most
  }
  return columns
}
