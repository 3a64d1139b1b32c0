/** What the server (or the lack of one) answered, in words a person can act on. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string = '',
    readonly where: string = '',
  ) {
    super(message)
  }

  /** The server was not reached, or could not answer just now: the same call may succeed later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 425 || this.status === 429 || this.status >= 500
  }

  get offline(): boolean {
    return this.status === 0
  }

  get signedOut(): boolean {
    return this.status === 401
  }
}

/** Any thrown thing as an ApiError, so that a screen has one shape to show. */
export function asApiError(problem: unknown): ApiError {
  if (problem instanceof ApiError) return problem
  const message = problem instanceof Error ? problem.message : String(problem)
  return new ApiError(0, 'unexpected', message)
}
