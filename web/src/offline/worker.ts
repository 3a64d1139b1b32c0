/** Opens the page while the server is away. It keeps the page and its hashed files, one cache per build, and never touches what is under `/api`. */
declare const self: ServiceWorkerGlobalScope
/** Written in by `plugin.ts`. */
declare const __BUILD__: { name: string; files: string[] }
/** Static routing: younger than the types at hand. */
type Install = ExtendableEvent & { addRoutes?: (route: { condition: { urlPattern: string }; source: 'network' }) => Promise<void> }

const build = __BUILD__
const page = '/'
/** A network that neither answers nor refuses counts as away. */
const patience = 5000

self.addEventListener('install', (event: Install) => {
  // What the page asks of the server need not wake this worker, where the browser knows how to say so.
  void event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' }).catch(() => {})
  event.waitUntil(keep().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => event.waitUntil(forgetOldBuilds().then(() => self.clients.claim())))

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (mode === 'navigate' && isPage(pathname)) event.respondWith(openPage(event.request))
  else if (build.files.includes(pathname) || pathname.startsWith('/assets/')) event.respondWith(openFile(event.request))
  else if (pathname.startsWith('/plugins/')) event.respondWith(openNewest(event.request))
})

async function keep(): Promise<void> {
  const cache = await caches.open(build.name)
  await cache.addAll([new Request(page, { cache: 'no-cache' }), ...build.files])
}

/** The build before this one stays, for the tabs that still run it. */
async function forgetOldBuilds(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name !== build.name)
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)))
}

/** As the server sees it: an address without a file name is a page of the app. */
const isPage = (pathname: string): boolean => pathname === '/index.html' || !pathname.slice(pathname.lastIndexOf('/')).includes('.')

/** From the server, so that a new build is there with the next page; from here only when there is none. */
async function openPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    // A proxy in front of a server that is away.
    if (![502, 503, 504].includes(answer.status)) return answer
    return (await shell()) ?? answer
  } catch {
    return (await shell()) ?? Response.error()
  }
}

async function shell(): Promise<Response | undefined> {
  return (await caches.open(build.name)).match(page)
}

/** The name of a file changes with its content: what is kept is right. */
async function openFile(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request)
}

/** The names of these files stand for any content: the server's, or what it gave last. */
async function openNewest(request: Request): Promise<Response> {
  const cache = await caches.open(build.name)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch {
    return (await cache.match(request)) ?? Response.error()
  }
}

export {}
