/** Let the page open while the server is away. Browsers allow it over HTTPS and on the machine itself only. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // After the first item: it stands on the screen before anything is fetched for later.
  const later = () => setTimeout(() => void renew().catch(() => {}), 2000)
  if (document.readyState === 'complete') later()
  else window.addEventListener('load', later, { once: true })
}

/** Browsers look for a newer worker when they find the time; the page that is kept is to follow soon. */
async function renew(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/worker.js')
  if (registration.active) await registration.update()
}
