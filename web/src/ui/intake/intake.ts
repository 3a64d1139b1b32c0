/** A file on its way in: chosen, sent, read. */
import type { ApiError, Upload } from '@/api'

export interface ReadOptions {
  format?: string
  encoding?: string
  sheet?: string
}

export type Intake =
  | { is: 'none' }
  | { is: 'sending'; name: string; bytes: number; sent: number }
  | { is: 'reading'; name: string }
  | { is: 'ready'; upload: Upload; options: ReadOptions }
  /** Sent, but not understood: with `upload` it can be read another way. */
  | { is: 'failed'; name: string; problem: ApiError; upload: string | null; options: ReadOptions }
