/** Of several things that were asked for, only the last is still wanted. */
export class Latest {
  private last: Promise<unknown> | undefined

  get isAwaited(): boolean {
    return this.last !== undefined
  }

  /** Wait for something; undefined where something else was asked for since. */
  async wait<T>(item: Promise<T>): Promise<T | undefined> {
    this.last = item
    const found = await item.catch((thrown: unknown) => {
      this.settles(item)
      throw thrown
    })
    return this.settles(item) ? found : undefined
  }

  private settles(item: Promise<unknown>): boolean {
    const isLast = this.last === item
    if (isLast) this.last = undefined
    return isLast
  }
}
