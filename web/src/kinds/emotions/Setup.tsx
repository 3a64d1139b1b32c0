import type { EmotionsQuestion } from '@/api'
import { Select } from '@/ui/Form'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'
import { OptionalNumber } from '../OptionalNumber'
import styles from '../setup.module.css'
import { t } from '../setupWords'
import { labelsOf, presetOf, presets, type Preset } from './presets'

export default function Setup({ question, onChange, kept }: SetupProps<EmotionsQuestion>) {
  const { labels } = question
  const preset = presetOf(labels)
  const options = [...(preset ? [] : ['own']), ...Object.keys(presets)].map((value) => ({ value, name: t(`question.emotions.${value}` as 'question.emotions.own') }))
  const isOpen = !labels.some((label) => kept.has(label.id))
  return (
    <div className={styles.column}>
      {isOpen && (
        <Select label={t('question.emotions.preset')} options={options} value={preset ?? 'own'} onChange={(event) => onChange({ ...question, labels: labelsOf(event.target.value as Preset) })} />
      )}
      <LabelsEditor labels={labels} kept={kept} onChange={(after) => onChange({ ...question, labels: after })} />
      <div className={styles.row}>
        <OptionalNumber label={t('question.emotions.levels')} value={question.levels ?? 3} onChange={(levels) => onChange({ ...question, levels: levels ?? NaN })} />
        <OptionalNumber label={t('question.most')} value={question.most} onChange={(most) => onChange({ ...question, most })} />
      </div>
      <p className="quiet small">{t('question.emotions.levels.help')}</p>
    </div>
  )
}
