import { useContext } from 'react'
import type { Desk, SoundDesk } from '@/canvas/sound/desk'
import { useKeys } from '@/keyboard'
import { t } from '../mediaWords'
import { PlayKey } from './playKey'

const closer = 1.6

/** What a sound does by keys, wherever the focus is. */
export function usePlayerKeys(desk: SoundDesk, state: Desk): void {
  const playKey = useContext(PlayKey)
  const go = (by: number) => desk.seek(desk.now() + by)
  useKeys(t('fields.audio.keys'), [
    ...(playKey ? [{ key: playKey, name: t('fields.audio.play'), run: () => desk.toggle() }] : []),
    { key: 'F8', name: t('fields.audio.play.anywhere'), run: () => desk.toggle(state.range), inFields: true },
    { key: 'ArrowLeft', name: t('fields.audio.back'), run: () => go(-1) },
    { key: 'ArrowRight', name: t('fields.audio.on'), run: () => go(1) },
    { key: 'shift+ArrowLeft', name: t('fields.audio.back.little'), run: () => go(-0.1) },
    { key: 'shift+ArrowRight', name: t('fields.audio.on.little'), run: () => go(0.1) },
    { key: 'Home', name: t('fields.audio.first'), run: () => desk.seek(0) },
    { key: 'End', name: t('fields.audio.last'), run: () => desk.seek(state.seconds) },
    { key: '>', name: t('fields.audio.faster'), run: () => desk.faster(1) },
    { key: '<', name: t('fields.audio.slower'), run: () => desk.faster(-1) },
    { key: '+', name: t('fields.audio.in'), run: () => desk.zoom(closer) },
    { key: '=', name: t('fields.audio.in'), run: () => desk.zoom(closer), unlisted: true },
    { key: '_', name: t('fields.audio.out'), run: () => desk.zoom(1 / closer) },
    { key: '*', name: t('fields.audio.loop'), run: () => desk.set({ loops: !state.loops }) },
    { key: '#', name: t('fields.audio.spectrum'), run: () => desk.set({ spectrum: !state.spectrum }) },
  ])
}
