/** Tells the other tabs of this browser what was done here. */
export interface Tabs {
  tell: (message: TabMessage) => void
  close: () => void
}

export interface TabMessage {
  person: string
  project: number
  /** An item that needs no answer in another tab any more. */
  done?: string
}

export function openTabs(hear: (message: TabMessage) => void): Tabs {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} }
  const channel = new BroadcastChannel('inloop-outbox')
  channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data)
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() }
}
