import type { Attribute, Label } from '@/api'
import { Button } from '@/ui/Button'
import { Checkbox, Select, TextInput } from '@/ui/Form'
import styles from './AttributesEditor.module.css'
import { labelsFrom, numbered, slugOf } from './editLabels'
import { offered } from './labels'
import { LabelsEditor } from './LabelsEditor'
import { t } from './setupWords'

export interface AttributesEditorProps {
  attributes: readonly Attribute[]
  /** The labels of the parts: an attribute may be asked of some alone. */
  labels: readonly Label[]
  onChange: (attributes: Attribute[]) => void
}

/** What is asked of each part that is marked or drawn. */
export function AttributesEditor({ attributes, labels, onChange }: AttributesEditorProps) {
  const add = () => {
    const id = slugOf(`attribute-${attributes.length + 1}`, attributes.map((attribute) => attribute.id))
    onChange([...attributes, { id, name: '', kind: 'flag', options: [], labels: [] }])
  }
  return (
    <fieldset>
      <legend className={styles.legend}>{t('question.attributes')}</legend>
      {attributes.map((attribute, index) => (
        <One
          key={attribute.id}
          attribute={attribute}
          labels={offered(labels)}
          n={index + 1}
          onChange={(next) => onChange(attributes.map((one, at) => (at === index ? next : one)))}
          onDrop={() => onChange(attributes.filter((one) => one !== attribute))}
        />
      ))}
      <Button size="small" icon="plus" onClick={add}>
        {t('question.attribute.add')}
      </Button>
    </fieldset>
  )
}

interface OneProps {
  attribute: Attribute
  labels: readonly Label[]
  n: number
  onChange: (attribute: Attribute) => void
  onDrop: () => void
}

function One({ attribute, labels, n, onChange, onDrop }: OneProps) {
  const { name, kind = 'choice', options = [] } = attribute
  const kinds = (['choice', 'flag', 'text'] as const).map((value) => ({ value, name: t(`question.attribute.${value}`) }))
  const become = (next: Attribute['kind']) => onChange({ ...attribute, kind: next, options: next === 'choice' && options.length < 2 ? unnumbered(['yes', 'no']) : options })
  return (
    <div className={styles.attribute} role="group" aria-label={name || t('question.attribute', { n })}>
      <TextInput label={t('question.attribute', { n })} value={name} onChange={(event) => onChange({ ...attribute, name: event.target.value })} />
      <Select label={t('question.attribute.kind')} value={kind} options={kinds} onChange={(event) => become(event.target.value as Attribute['kind'])} />
      <Button size="small" look="quiet" icon="cross" className={styles.drop} aria-label={t('question.attribute.remove', { name })} onClick={onDrop} />
      {kind === 'choice' && (
        <div className={styles.wide}>
          <LabelsEditor legend={t('question.attribute.options')} labels={options} kept={numbered(options)} onChange={(next) => onChange({ ...attribute, options: next })} />
        </div>
      )}
      {labels.length > 1 && <AskedOfLabels attribute={attribute} labels={labels} onChange={onChange} />}
    </div>
  )
}

const unnumbered = (names: readonly string[]): Label[] => labelsFrom(names).map((label) => ({ ...label, code: -1 }))

/** The labels whose parts it is asked of: all where none is chosen. */
function AskedOfLabels({ attribute, labels, onChange }: Pick<OneProps, 'attribute' | 'labels' | 'onChange'>) {
  const { labels: chosen = [] } = attribute
  const put = (id: string, isOn: boolean) => onChange({ ...attribute, labels: isOn ? [...chosen, id] : chosen.filter((one) => one !== id) })
  return (
    <fieldset className={styles.wide}>
      <legend className={styles.legend}>{chosen.length > 0 ? t('question.attribute.labels') : t('question.attribute.labels.all')}</legend>
      <div className={styles.labels}>
        {labels.map(({ id, name }) => (
          <Checkbox key={id} label={name} checked={chosen.includes(id)} onChange={(event) => put(id, event.target.checked)} />
        ))}
      </div>
    </fieldset>
  )
}
