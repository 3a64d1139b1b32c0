import { expect, it } from 'vitest'
import { Activity } from './activity'

function clocked() {
  let now = 0
  const activity = new Activity(() => now)
  activity.start()
  return { activity, wait: (ms: number) => (now += ms) }
}

it('counts the time between one touch and the next', () => {
  const { activity, wait } = clocked()
  wait(4000)
  activity.touch()
  wait(2000)
  expect(activity.ms).toBe(6000)
})

it('counts no more than 30 s of a pause', () => {
  const { activity, wait } = clocked()
  wait(600_000)
  activity.touch()
  wait(1000)
  expect(activity.ms).toBe(31_000)
})

it('stands still while the tab is out of sight', () => {
  const { activity, wait } = clocked()
  wait(3000)
  activity.pause()
  wait(20_000)
  expect(activity.ms).toBe(3000)
  activity.touch()
  wait(1000)
  expect(activity.ms).toBe(4000)
})
