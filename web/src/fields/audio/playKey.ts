import { createContext } from 'react'

/** The key that plays the sound; none where the space bar has other work, and a card plays itself. */
export const PlayKey = createContext<' ' | undefined>(' ')
