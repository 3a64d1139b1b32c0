import type { Label } from '@/api'
import { labelsFrom } from '../editLabels'

/** Sets of emotions that the field works with. */
export const presets = {
  ekman: ['Joy', 'Sadness', 'Anger', 'Fear', 'Disgust', 'Surprise', 'Neutral'],
  plutchik: ['Joy', 'Trust', 'Fear', 'Surprise', 'Sadness', 'Disgust', 'Anger', 'Anticipation'],
  go: [
    'Admiration', 'Amusement', 'Anger', 'Annoyance', 'Approval', 'Caring', 'Confusion', 'Curiosity', 'Desire', 'Disappointment', 'Disapproval', 'Disgust',
    'Embarrassment', 'Excitement', 'Fear', 'Gratitude', 'Grief', 'Joy', 'Love', 'Nervousness', 'Optimism', 'Pride', 'Realization', 'Relief', 'Remorse', 'Sadness',
    'Surprise', 'Neutral',
  ],
} as const

export type Preset = keyof typeof presets

export const labelsOf = (preset: Preset): Label[] => labelsFrom(presets[preset])

/** Which of the sets these labels are; none where somebody changed them. */
export const presetOf = (labels: readonly Label[]): Preset | undefined =>
  (Object.keys(presets) as Preset[]).find((name) => presets[name].length === labels.length && presets[name].every((word, at) => labels[at]?.name === word))
