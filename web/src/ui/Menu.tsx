import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'

/** Mantine's menu with its own style sheets and no others. */
export { Menu } from '@mantine/core'
