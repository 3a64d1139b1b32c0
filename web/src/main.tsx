import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/mantine.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/query'
import { keepForOffline } from './offline/register'
import { hasPlugins, loadPlugins } from './plugins/load'
import { router } from './shell/router'
import { paintChosenScheme, theme } from './ui/theme'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const drawn = createRoot(root)

function show(): void {
  drawn.render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

paintChosenScheme()
// Not awaited here: what plug-ins are given is part of this very file.
if (hasPlugins()) void loadPlugins().finally(show)
else show()

keepForOffline()
