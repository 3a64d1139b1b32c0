/** How a picture is seen, as on a light box: what radiologists call level (brightness) and window (contrast). */
export interface Light {
  brightness: number
  contrast: number
  invert: boolean
}

export const plain: Light = { brightness: 1, contrast: 1, invert: false }

/** The CSS filter that shows it so. */
export const filterOf = ({ brightness, contrast, invert }: Light): string =>
  brightness === 1 && contrast === 1 && !invert ? '' : `brightness(${brightness}) contrast(${contrast}) invert(${invert ? 1 : 0})`

export const scaled = (light: Light, what: 'brightness' | 'contrast', by: number): Light => ({ ...light, [what]: Math.min(4, Math.max(0.25, light[what] * by)) })

/** Pulled over so many pixels of the screen: to the right more contrast, upwards brighter. */
export const pulled = (light: Light, dx: number, dy: number): Light => scaled(scaled(light, 'contrast', Math.exp(dx / 250)), 'brightness', Math.exp(-dy / 250))
