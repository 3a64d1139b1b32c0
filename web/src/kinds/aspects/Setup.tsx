import type { AspectsQuestion } from '@/api'
import { Checkbox } from '@/ui/Form'
import { AttributesEditor } from '../AttributesEditor'
import { numbered } from '../editLabels'
import type { SetupProps } from '../kind'
import { LabelsEditor } from '../LabelsEditor'
import styles from '../setup.module.css'
import { t } from '../setupWords'

/** The polarities, the categories, whether a target may be implicit, and what else is asked of each. */
export default function Setup({ question, onChange, kept }: SetupProps<AspectsQuestion>) {
  const { labels, categories = [], attributes = [], implicit = true } = question
  return (
    <div className={styles.column}>
      <LabelsEditor legend={t('question.aspects.labels')} labels={labels} kept={kept} onChange={(next) => onChange({ ...question, labels: next })} />
      <LabelsEditor legend={t('question.aspects.categories')} labels={categories} kept={numbered(categories)} onChange={(next) => onChange({ ...question, categories: next })} />
      <Checkbox label={t('question.aspects.implicit')} checked={implicit} onChange={(event) => onChange({ ...question, implicit: event.target.checked })} />
      <AttributesEditor attributes={attributes} labels={labels} onChange={(next) => onChange({ ...question, attributes: next })} />
    </div>
  )
}
