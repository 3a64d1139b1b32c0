import { useEffect, useRef, useState } from 'react'
import { asApiError, call } from '@/api'
import { bounds } from '@/canvas/shapes/place'
import { mediaOf } from '@/fields/media'
import { useKeys } from '@/keyboard'
import { Button } from '@/ui/Button'
import { notify } from '@/ui/notices'
import type { Showing } from '../kind'
import { change, wide } from './acts'
import type { Hand } from './hand'
import { toPlace } from './place'
import type { Shape as Part } from './shape'
import { t } from './words'

interface Found {
  points: [number, number][]
  box: { x: number; y: number; width: number; height: number }
}

const PATIENCE = 30_000

/** Where the shape lies as a box that can be looked into; none for points and for boxes that are turned. */
function boxOf(part: Part): Found['box'] | undefined {
  const place = toPlace(part)
  if (place.is === 'point' || (place.is === 'box' && place.angle)) return undefined
  const { x, y, width, height } = bounds(place)
  return { x, y, width, height }
}

/** Lets the server find the object in a loose box or outline, and fits the shape to it. */
export function Fit({ hand, part, showing, focused }: { hand: Hand; part: Part; showing: Showing | undefined; focused: boolean }) {
  const [busy, setBusy] = useState(false)
  const latest = useRef(hand)
  useEffect(() => {
    latest.current = hand
  })
  const field = showing?.fields.find(({ id }) => id === hand.question.on)
  const picture = field && mediaOf(field).src
  const box = boxOf(part)
  const able = showing?.project !== undefined && picture !== undefined && box !== undefined && !busy
  const fit = async () => {
    if (!able) return
    setBusy(true)
    try {
      const found = await call<Found>(`/projects/${showing.project}/outline`, { method: 'POST', body: { picture, box }, timeout: PATIENCE })
      put(latest.current, hand.key(part), found)
    } catch (problem) {
      const { message, hint } = asApiError(problem)
      notify({ text: `${message} ${hint}`.trim(), tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  useKeys(hand.question.name, [{ key: 't', name: t('shapes.key.trace'), run: () => void fit() }], { enabled: focused && able })
  if (!box || showing?.project === undefined) return null
  return (
    <Button size="small" keyHint={focused ? 't' : undefined} busy={busy} onClick={() => void fit()}>
      {t('shapes.trace')}
    </Button>
  )
}

/** The shape may have been changed or deleted while the server was looking. */
function put(hand: Hand, key: string, { points, box }: Found): void {
  const part = hand.parts.find((one) => hand.key(one) === key)
  const now = part && hand.read({ ...('points' in part ? { points } : box), label: part.label, ...(part.attributes && { attributes: part.attributes }) })
  if (!part || !now) return
  change(hand, part, now)
  hand.say('shapes.say.changed', { name: hand.nameOf(now), wide: wide(now) })
}
