import type { Label } from '@/api'
import type { Rule, RulesFound } from '@/api/rules'
import { Button, Icon, Interval } from '@/ui'
import styles from './rules.module.css'
import { t } from './strings'

export interface LineProps {
  rule: Rule
  labels: readonly Label[]
  found: RulesFound['rules'][number] | undefined
  isOpen: boolean
  onOpen: () => void
  onChange: (rule: Rule) => void
  onDrop: () => void
}

export function Line({ rule, labels, found, isOpen, onOpen, onChange, onDrop }: LineProps) {
  const name = rule.pattern || t('rules.new')
  return (
    <tr data-open={isOpen || undefined}>
      <td>
        <select aria-label={t('rules.kind.of', { name })} value={rule.kind} onChange={(event) => onChange({ ...rule, kind: event.target.value === 'regex' ? 'regex' : 'words' })}>
          <option value="words">{t('rules.kind.words')}</option>
          <option value="regex">{t('rules.kind.regex')}</option>
        </select>
      </td>
      <td>
        <input className={styles.pattern} data-regex={rule.kind === 'regex' || undefined} aria-label={t('rules.pattern.of', { name })} value={rule.pattern} onChange={(event) => onChange({ ...rule, pattern: event.target.value })} />
      </td>
      <td>
        <select aria-label={t('rules.label.of', { name })} value={rule.label} onChange={(event) => onChange({ ...rule, label: event.target.value })}>
          {labels.map((label) => (
            <option key={label.id} value={label.id}>
              {label.name}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Interval of={found?.coverage ?? null} none="–" />
        {(found?.late ?? 0) > 0 && (
          <span className={styles.late}>
            <Icon name="clock" size={12} /> {t('rules.late', { n: found?.late ?? 0 })}
          </span>
        )}
      </td>
      <td>
        <Interval of={found?.precision ?? null} none="–" />
      </td>
      <td className={styles.lineActs}>
        <Button size="small" look="quiet" icon="search" aria-label={t('rules.show', { name })} aria-expanded={isOpen} onClick={onOpen} />
        <Button size="small" look="quiet" icon="cross" aria-label={t('rules.drop', { name })} onClick={onDrop} />
      </td>
    </tr>
  )
}
