import { useState } from 'react'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Form'
import type { Hand } from './hand'
import { t } from './segmentWords'
import styles from './segments.module.css'
import { useSpeech, type Detector, type Listening } from './useSpeech'

/** Finds where somebody speaks: what is found waits to be taken, as any suggestion does. */
export function Speech({ hand, src }: { hand: Hand; src: string }) {
  const [by, choose] = useState<Detector>('silero')
  const { listening, start, cancel } = useSpeech(src, (found) => {
    const { active } = hand
    hand.desk.find(hand.question.id, found.map((one) => ({ ...one, ...(active && { label: active }) })))
  })
  const isWorking = listening.state === 'working'
  return (
    <section className={styles.speech} aria-label={t('segments.speech')}>
      <Button size="small" icon="spark" busy={isWorking} onClick={() => start(by)}>
        {t('segments.speech')}
      </Button>
      {isWorking ? (
        <Button size="small" look="quiet" onClick={cancel}>
          {t('segments.speech.stop')}
        </Button>
      ) : (
        <Select bare label={t('segments.speech.by')} value={by} options={(['silero', 'loudness'] as const).map((value) => ({ value, name: t(`segments.speech.by.${value}`) }))} onChange={(event) => choose(event.target.value as Detector)} />
      )}
      <p className="small" role="status" data-tone={listening.state}>
        {said(listening)}
      </p>
    </section>
  )
}

function said(listening: Listening): string {
  if (listening.state === 'idle') return ''
  if (listening.state === 'working') return t('segments.speech.working', { share: Math.round(listening.share * 100) })
  if (listening.state === 'done') return t(listening.count > 0 ? 'segments.speech.done' : 'segments.speech.none', { n: listening.count })
  return listening.state === 'missing' ? t('segments.speech.missing', { why: listening.why }) : t('segments.speech.failed', { why: listening.why })
}
