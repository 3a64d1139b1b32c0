import { useEffect } from 'react'
import { keys, queries } from './query'

/** Which of a project's queries a topic makes old. */
const nouns: Record<string, string[]> = {
  answers: ['overview', 'quality', 'items'],
  ranking: ['overview', 'models'],
  model: ['overview', 'models', 'items', 'quality'],
  import: ['imports', 'items', 'overview'],
  schema: ['project', 'schema-versions', 'overview'],
  guideline: ['guideline', 'project'],
  people: ['people', 'overview'],
  items: ['items', 'overview'],
}

type Listener = (topics: string[]) => void
const listeners = new Set<Listener>()

/** Hear the topics that changed, for what does not live in the query cache. */
export function useLiveTopics(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [listener])
}

/** Keep a project's screens fresh while they are open; `EventSource` reconnects by itself. Mounted once, by the shell. */
export function useLive(project: number | undefined): void {
  useEffect(() => {
    if (project === undefined || typeof EventSource === 'undefined') return
    let source: EventSource | undefined
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      const topics = [...waiting]
      waiting.clear()
      for (const noun of new Set(topics.flatMap((topic) => nouns[topic] ?? []))) void queries.invalidateQueries({ queryKey: keys.of(project, noun) })
      for (const listener of listeners) listener(topics)
    }
    const hear = (event: MessageEvent<string>) => {
      for (const topic of (JSON.parse(event.data) as { topics: string[] }).topics) waiting.add(topic)
      // Answers may arrive many a second; a screen needs one refresh.
      timer ??= setTimeout(flush, 400)
    }
    // What the screen needs first goes first.
    const start = setTimeout(() => {
      source = new EventSource(`/api/projects/${project}/events`)
      source.addEventListener('changed', hear)
    }, 800)
    return () => {
      clearTimeout(start)
      source?.close()
      clearTimeout(timer)
    }
  }, [project])
}
