import type { Device, Draft, Held } from './database'

const keyOf = (person: string, project: number, assignment = '') => `${person}/${project}/${assignment}`

/** Unfinished answers and held items, per person, so that people can share a device. */
export class Notebook {
  constructor(
    private readonly device: Device,
    private readonly person: string,
  ) {}

  async draft(project: number, assignment: string): Promise<Draft | undefined> {
    return this.device.get('drafts', keyOf(this.person, project, assignment))
  }

  async drafts(project: number): Promise<Draft[]> {
    const prefix = keyOf(this.person, project)
    return this.device.getAll('drafts', IDBKeyRange.bound(prefix, `${prefix}\uffff`))
  }

  async keep(draft: Draft): Promise<void> {
    await this.device.put('drafts', draft, keyOf(this.person, draft.project, draft.assignment))
  }

  async drop(project: number, assignment: string): Promise<void> {
    await this.device.delete('drafts', keyOf(this.person, project, assignment))
  }

  async held(project: number): Promise<Held | undefined> {
    return this.device.get('held', keyOf(this.person, project))
  }

  async hold(project: number, held: Held): Promise<void> {
    await this.device.put('held', held, keyOf(this.person, project))
  }
}
