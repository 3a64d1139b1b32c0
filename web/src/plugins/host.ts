import * as React from 'react'
import { catalogue } from '@/catalogue/catalogue'
import { registerField } from '@/fields/registry'
import { KeyCap, useKeys } from '@/keyboard'
import { register } from '@/kinds/registry'
import { notify } from '@/ui/notices'

const t = catalogue({ 'plugin.failed': 'The plug-in {name} could not be loaded: {problem} Questions of its kinds cannot be asked on this screen.' })

/** What a plug-in is given: `export default ({ React, registerKind }) => registerKind({ kind: 'hue', … })`. */
export const host = { React, registerKind: register, registerField, useKeys, KeyCap }
export type Host = typeof host

/** Say which plug-in is missing; everything else goes on. */
export function complain(script: string, problem: unknown): void {
  const name = script.split('/').at(-2) ?? script
  notify({ text: t('plugin.failed', { name, problem: problem instanceof Error ? problem.message : String(problem) }), tone: 'bad', seconds: 0 })
}
