import { describe, expect, it } from 'vitest'
import { SoundDesk } from './desk'
import { columnsOf, readPeaks } from './peaks'
import { clock, holding, scrolled, showing, ticks, wholeOf, zoomed } from './view'

function packed(low: number[], high: number[]): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(16 + 2 * low.length))
  bytes.setUint32(0, 0x494e504b)
  bytes.setFloat32(4, 10, true)
  bytes.setFloat32(8, 0.5, true)
  bytes.setUint32(12, low.length, true)
  for (const [at, value] of [...low, ...high].entries()) bytes.setInt8(16 + at, value)
  return bytes.buffer
}

describe('what is seen of a sound', () => {
  it('comes closer around the moment that it is told', () => {
    const close = zoomed(wholeOf(100), 100, 4, 80)
    expect(close).toEqual({ from: 60, span: 25 })
    expect(zoomed(close, 100, 0.01, 80)).toEqual(wholeOf(100))
  })

  it('never leaves the sound', () => {
    expect(scrolled({ from: 60, span: 25 }, 100, 50)).toEqual({ from: 75, span: 25 })
    expect(zoomed(wholeOf(100), 100, 1e9, 100).span).toBe(0.05)
  })

  it('turns the page to hold the playhead, and widens for what is longer', () => {
    expect(holding({ from: 0, span: 10 }, 100, 12).from).toBe(11)
    expect(showing({ from: 0, span: 10 }, 100, { start: 20, end: 40 })).toEqual({ from: 17.5, span: 25 })
  })

  it('is told as clocks do', () => {
    expect([clock(0), clock(61.5), clock(3600.0004), clock(59.9996), clock(62.34, 0)]).toEqual(['0:00.000', '1:01.500', '1:00:00.000', '1:00.000', '1:02'])
    expect(ticks({ from: 0.4, span: 2 }, 800)).toEqual({ at: [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4], digits: 1 })
  })
})

describe('the peaks of a wave', () => {
  it('are drawn as the reach of what lies in each column', () => {
    const peaks = readPeaks(packed([-10, -50, 0, -1], [20, 5, 0, 90]))
    expect([...columnsOf(peaks, 0, 0.4, 2)]).toEqual([-50, 20, -1, 90])
    expect([...columnsOf(peaks, 0.3, 0.4, 2)]).toEqual([-1, 90, 0, 0])
  })

  it('are refused where they are something else', () => {
    expect(() => readPeaks(new ArrayBuffer(20))).toThrow('no peaks')
  })
})

describe('the desk of a sound', () => {
  it('starts each sound anew and keeps how one works', () => {
    const desk = new SoundDesk()
    desk.open('a', 10)
    desk.setSpeed(2)
    desk.activate('q', 'dog')
    desk.seek(12)
    desk.set({ picked: 'x', mark: 3 })
    expect(desk.snapshot()).toMatchObject({ at: 10, speed: 2 })
    desk.open('b', 5)
    expect(desk.snapshot()).toMatchObject({ at: 0, speed: 2, active: { q: 'dog' }, picked: undefined, mark: undefined, view: { from: 0, span: 5 } })
  })

  it('tells who watches where the playhead is', () => {
    const desk = new SoundDesk()
    const heard: number[] = []
    desk.open('a', 10)
    const stop = desk.watch((at) => heard.push(at))
    desk.seek(4)
    stop()
    desk.seek(5)
    expect(heard).toEqual([0, 4])
    desk.watch((at) => heard.push(at))
    desk.open('b', 3)
    expect(heard.at(-1)).toBe(0)
  })
})
