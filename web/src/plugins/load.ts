/** The scripts that the server names in the head of the page, one for each plug-in with something for the screen. */
const marked = (): string[] => [...document.querySelectorAll<HTMLMetaElement>('meta[name="inloop-plugin"]')].map(({ content }) => content)

export const hasPlugins = (): boolean => marked().length > 0

/** Load what plug-ins bring, before anything is shown that may ask for it. */
export async function loadPlugins(): Promise<void> {
  const { host, complain } = await import('./host')
  await Promise.all(marked().map((script) => load(script, host).catch((problem: unknown) => complain(script, problem))))
}

async function load<Host>(script: string, host: Host): Promise<void> {
  const plugin = (await import(/* @vite-ignore */ script)) as { default?: (host: Host) => void }
  if (typeof plugin.default !== 'function') throw new Error('It exports no default function.')
  plugin.default(host)
}
