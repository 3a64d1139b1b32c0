import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import { Menu as MantineMenu } from '@mantine/core'

/** Mantine's menu with its own style sheets and no others. A mere re-export would lose them: bundlers skip such modules. */
export const Menu = MantineMenu
