import type { RelationsQuestion } from '@/api'
import { Select } from '@/ui/Form'
import { AttributesEditor } from '../AttributesEditor'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'
import styles from '../setup.module.css'
import { t } from '../setupWords'

/** Between which spans, which relations there are, and what is asked of each. */
export default function Setup({ question, onChange, kept, before }: SetupProps<RelationsQuestion>) {
  const { labels, attributes = [], of = '' } = question
  const able = before.filter(({ kind, on }) => kind === 'spans' && (!question.on || !on || on === question.on))
  const options = [...(able.some(({ id }) => id === of) ? [] : [{ value: '', name: '–' }]), ...able.map(({ id, name }) => ({ value: id, name: name || id }))]
  return (
    <div className={styles.column}>
      {able.length === 0 ? (
        <p className="quiet small" role="status">
          {t('question.relations.none')}
        </p>
      ) : (
        <Select label={t('question.relations.of')} value={of} options={options} onChange={(event) => onChange({ ...question, of: event.target.value })} />
      )}
      <LabelsEditor labels={labels} kept={kept} onChange={(next) => onChange({ ...question, labels: next })} />
      <AttributesEditor attributes={attributes} labels={labels} onChange={(next) => onChange({ ...question, attributes: next })} />
    </div>
  )
}
