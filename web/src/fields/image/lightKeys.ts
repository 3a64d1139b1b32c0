import { plain, scaled, type Light } from '@/canvas/light'
import type { Binding } from '@/keyboard'
import { t } from '../mediaWords'

const STEP = 1.15

/** Keys for darker, brighter, less and more contrast, inverted; and for the light as it was, where it is another. */
export function lightKeys([darker, brighter, softer, harder, invert]: readonly [string, string, string, string, string], light: Light, put: (light: Light) => void): Binding[] {
  const scale = (key: string, name: string, what: 'brightness' | 'contrast', by: number): Binding => ({ key, name, run: () => put(scaled(light, what, by)) })
  return [
    scale(darker, t('fields.image.darker'), 'brightness', 1 / STEP),
    scale(brighter, t('fields.image.brighter'), 'brightness', STEP),
    scale(softer, t('fields.image.softer'), 'contrast', 1 / STEP),
    scale(harder, t('fields.image.harder'), 'contrast', STEP),
    { key: invert, name: t('fields.image.inverted'), run: () => put({ ...light, invert: !light.invert }) },
    ...(light === plain ? [] : [{ key: 'shift+i', name: t('fields.image.light'), run: () => put(plain) }]),
  ]
}
