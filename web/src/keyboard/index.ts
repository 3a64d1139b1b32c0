export { KeyCap, keyText } from './KeyCap'
export { KeyMap, showKeyMap } from './KeyMap'
export type { Binding } from './registry'
export { useKeys } from './useKeys'
