import { Select } from '../Form'
import type { ReadOptions } from './intake'
import styles from './ReadAs.module.css'
import { t } from './strings'

const formats = ['csv', 'tsv', 'jsonl', 'json', 'parquet', 'excel', 'text-folder', 'brat', 'coco', 'conll', 'docbin', 'dpo', 'huggingface', 'openai-chat', 'sharegpt', 'srt', 'textgrid', 'voc', 'vtt', 'yolo', 'yolo-segment']
const encodings = ['utf-8', 'utf-16', 'windows-1252', 'iso-8859-15', 'shift_jis', 'gb18030', 'koi8-r']

export interface ReadAsProps {
  options: ReadOptions
  sheets?: readonly string[]
  onChange: (options: ReadOptions) => void
  isOpen?: boolean
}

/** For a file that was read wrong: say what it is. */
export function ReadAs({ options, sheets = [], onChange, isOpen }: ReadAsProps) {
  const auto = (name: string) => [{ value: '', name }]
  return (
    <details className={styles.as} open={isOpen}>
      <summary>{t('intake.as')}</summary>
      <div className={styles.row}>
        <Select
          label={t('intake.as.format')}
          value={options.format ?? ''}
          options={[...auto(t('intake.as.format.auto')), ...formats.map((one) => ({ value: one, name: one }))]}
          onChange={(event) => onChange({ ...options, format: event.target.value || undefined })}
        />
        <Select
          label={t('intake.as.encoding')}
          value={options.encoding ?? ''}
          options={[...auto(t('intake.as.encoding.auto')), ...encodings.map((one) => ({ value: one, name: one }))]}
          onChange={(event) => onChange({ ...options, encoding: event.target.value || undefined })}
        />
        {sheets.length > 1 && (
          <Select
            label={t('intake.as.sheet')}
            value={options.sheet ?? ''}
            options={[...auto(t('intake.as.sheet.first')), ...sheets.map((one) => ({ value: one, name: one }))]}
            onChange={(event) => onChange({ ...options, sheet: event.target.value || undefined })}
          />
        )}
      </div>
    </details>
  )
}
