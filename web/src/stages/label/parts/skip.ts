import type { SkipReason } from '@/api'

/** On the keys 1 to 4. */
export const skipReasons: readonly SkipReason[] = ['unclear', 'not mine', 'broken', 'other']
