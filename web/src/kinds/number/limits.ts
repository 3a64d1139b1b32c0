import type { NumberQuestion } from '@/api'
import { t } from '../words'

/** What numbers may be written, as a sentence; empty where any may. */
export function limitsOf({ min, max, step, integer = false }: NumberQuestion): string {
  const range = min != null && max != null ? t('kinds.number.range', { min: `${min}`, max: `${max}` }) : min != null ? t('kinds.number.least', { min: `${min}` }) : max != null ? t('kinds.number.most', { max: `${max}` }) : ''
  const parts = [integer ? t('kinds.number.whole') : range && t('kinds.number.any'), range, step != null ? t('kinds.number.steps', { step: `${step}` }) : '']
  const said = parts.filter((part) => part !== '').join(' ')
  return said && `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}
