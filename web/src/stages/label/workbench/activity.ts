/** Measures the time a person really spends: pauses and hidden tabs do not count. */
export class Activity {
  private spent = 0
  private last: number | null = null

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly patience = 30_000,
  ) {}

  /** A new item is in view. */
  start(before = 0): void {
    this.spent = before
    this.last = this.now()
  }

  /** The person did something: key, pointer, scroll. */
  touch(): void {
    const now = this.now()
    this.spent += this.sinceLast(now)
    this.last = now
  }

  /** The tab went out of sight; time stands still until `touch`. */
  pause(): void {
    this.spent += this.sinceLast(this.now())
    this.last = null
  }

  /** So far, in whole ms. */
  get ms(): number {
    return Math.round(this.spent + this.sinceLast(this.now()))
  }

  /** Nothing done for longer than `patience` was a pause, and none of it counts beyond that. */
  private sinceLast(now: number): number {
    return this.last === null ? 0 : Math.min(now - this.last, this.patience)
  }
}
