import { fireEvent, render, screen } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { expect, it, vi } from 'vitest'
import { KeyMap, useKeys, type Binding } from '.'
import { nameOf } from './registry'

function Part({ scope, bindings, exclusive }: { scope: string; bindings: Binding[]; exclusive?: boolean }) {
  useKeys(scope, bindings, { exclusive })
  return null
}

/** Acts in the moment in which the screen has changed. */
function AtOnce({ run }: { run: () => void }) {
  useLayoutEffect(run)
  return null
}

const bind = (key: string, run: () => void, more: Partial<Binding> = {}): Binding => ({ key, name: `do ${key}`, run, ...more })

it('acts on a single letter, but not while a text field has focus', () => {
  const run = vi.fn()
  render(
    <>
      <Part scope="a" bindings={[bind('s', run)]} />
      <textarea aria-label="note" />
    </>,
  )
  fireEvent.keyDown(screen.getByLabelText('note'), { key: 's' })
  expect(run).not.toHaveBeenCalled()
  fireEvent.keyDown(document.body, { key: 's' })
  expect(run).toHaveBeenCalledOnce()
})

it('leaves keys of the browser alone', () => {
  const run = vi.fn()
  render(<Part scope="a" bindings={[bind('s', run)]} />)
  fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })
  expect(run).not.toHaveBeenCalled()
})

it('lets the innermost scope win, and gives the key back when that goes', () => {
  const [outer, inner] = [vi.fn(), vi.fn()]
  const both = (open: boolean) => (
    <>
      <Part scope="outer" bindings={[bind('1', outer)]} />
      {open && <Part scope="inner" bindings={[bind('1', inner)]} />}
    </>
  )
  const { rerender } = render(both(true))
  fireEvent.keyDown(document.body, { key: '1' })
  expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([0, 1])
  rerender(both(false))
  fireEvent.keyDown(document.body, { key: '1' })
  expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1])
})

it('has its keys with the part itself, and gives them back with it', () => {
  const run = vi.fn()
  const press = () => void fireEvent.keyDown(document.body, { key: 's' })
  const both = (dialog: boolean) => (
    <>
      <Part scope="page" bindings={[bind('s', run)]} />
      {dialog && <Part scope="dialog" bindings={[]} exclusive />}
      <AtOnce run={press} />
    </>
  )
  const { rerender } = render(both(false))
  expect(run).toHaveBeenCalledOnce()
  rerender(both(true))
  expect(run).toHaveBeenCalledOnce()
  rerender(both(false))
  expect(run).toHaveBeenCalledTimes(2)
})

it('silences what lies under an exclusive scope', () => {
  const run = vi.fn()
  render(
    <>
      <Part scope="page" bindings={[bind('s', run)]} />
      <Part scope="dialog" bindings={[]} exclusive />
    </>,
  )
  fireEvent.keyDown(document.body, { key: 's' })
  expect(run).not.toHaveBeenCalled()
})

it('leaves Enter to a focused button, unless that lets it through', () => {
  const run = vi.fn()
  render(
    <>
      <Part scope="page" bindings={[bind('Enter', run)]} />
      <button>plain</button>
      <button data-enter="through">option</button>
    </>,
  )
  fireEvent.keyDown(screen.getByText('plain'), { key: 'Enter' })
  expect(run).not.toHaveBeenCalled()
  fireEvent.keyDown(screen.getByText('option'), { key: 'Enter' })
  expect(run).toHaveBeenCalledOnce()
})

it('lists what can be pressed now when ? is pressed', () => {
  render(
    <>
      <Part scope="Label" bindings={[bind('s', () => {}, { name: 'Skip this item' }), bind('-', () => {}, { name: 'secret', unlisted: true })]} />
      <KeyMap />
    </>,
  )
  fireEvent.keyDown(document.body, { key: '?', shiftKey: true })
  expect(screen.getByText('Skip this item')).toBeTruthy()
  expect(screen.queryByText('secret')).toBeNull()
})

it('names keys the same on every keyboard', () => {
  const key = (name: string, marks: Partial<KeyboardEvent> = {}) => nameOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...marks })
  expect(key('K', { metaKey: true })).toBe('mod+k')
  expect(key('?', { shiftKey: true })).toBe('?')
  expect(key('Enter', { ctrlKey: true })).toBe('mod+Enter')
})
