import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { PersonSwitch } from './PersonSwitch'

test('the account is called by what is to be read on it', () => {
  render(<PersonSwitch name="Ada Byron" />)
  const button = screen.getByRole('button', { name: /Ada Byron/ })
  expect(button.getAttribute('aria-label')).toBeNull()
})
