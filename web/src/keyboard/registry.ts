/** The one key map: who wants which key now. Later scopes win; an exclusive one silences all before it. */

export interface Binding {
  /** `a`, `1`, `?`, `Enter`, `ArrowDown`, `Escape`, `mod+k` (Ctrl or ⌘), `shift+Tab`. */
  key: string
  /** What it does, in the words of the key map. */
  name: string
  run: (event: KeyboardEvent) => void
  /** Acts although a text field has focus. */
  inFields?: boolean
  /** Works, but is not listed (one row may stand for several keys). */
  unlisted?: boolean
}

export interface Scope {
  name: string
  bindings: readonly Binding[]
  exclusive?: boolean
  /** Comes before the scopes around it, whichever stood there first. */
  prior?: boolean
}

const scopes: { current: Scope }[] = []

export function addScope(scope: { current: Scope }): () => void {
  scopes.push(scope)
  return () => void scopes.splice(scopes.indexOf(scope), 1)
}

/** What can be pressed now, the innermost scope first. */
export function activeScopes(): Scope[] {
  const inner: Scope[] = []
  for (const { current } of scopes.toReversed()) {
    inner.push(current)
    if (current.exclusive) break
  }
  return [...inner.filter((scope) => scope.prior), ...inner.filter((scope) => !scope.prior)]
}

export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = nameOf(event)
  const binding = activeScopes()
    .flatMap((scope) => scope.bindings)
    .find((candidate) => candidate.key === name && mayAct(candidate, event))
  if (!binding) return
  event.preventDefault()
  binding.run(event)
}

const printable = /^.$/u

/** `K` with Ctrl or ⌘ → `mod+k`; a shifted character already says so by itself (`?`). */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const isCharacter = printable.test(event.key)
  const key = isCharacter ? event.key.toLowerCase() : event.key
  const marks = [
    ...(event.ctrlKey || event.metaKey ? ['mod'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(event.shiftKey && (!isCharacter || /[a-z0-9]/.test(key)) ? ['shift'] : []),
  ]
  return [...marks, key].join('+')
}

function mayAct(binding: Binding, event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (isField(target)) return binding.inFields === true
  // Enter and Space belong to a focused button or link, unless it says that they pass through.
  const isClick = binding.key === 'Enter' || binding.key === ' '
  return !(isClick && target?.closest('a[href],button,summary,[role=menuitem],[role=option]') && !target.closest('[data-enter=through]'))
}

const noText = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file'])

function isField(target: Element | null): boolean {
  if (!target) return false
  if (target instanceof HTMLInputElement) return !noText.has(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.isContentEditable)
}
