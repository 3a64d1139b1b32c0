import '@mantine/core/styles/Popover.css'
import { Popover } from '@mantine/core'
import { useState } from 'react'
import { exportAddress, type ExportFormat, type ExportWhat } from '@/api'
import { Button, Select } from '@/ui'
import { Segmented } from '@/ui/Segmented'
import styles from './Export.module.css'
import { t } from './strings'

const whats: readonly ExportWhat[] = ['labels', 'annotations', 'predictions', 'items']
const formats: readonly ExportFormat[] = ['csv', 'tsv', 'jsonl', 'parquet']

/** Take away what people and the model say. */
export function Export({ project }: { project: number }) {
  const [what, setWhat] = useState<ExportWhat>('labels')
  const [format, setFormat] = useState<ExportFormat>('csv')
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus withRoles transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button icon="download">{t('data.export')}</Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.box} aria-label={t('data.export')}>
        <Select label={t('data.export.what')} value={what} options={whats.map((value) => ({ value, name: t(`data.export.${value}`) }))} onChange={(event) => setWhat(whats.find((one) => one === event.target.value) ?? 'labels')} />
        <Segmented label={t('data.export.format')} value={format} options={formats.map((value) => ({ value, name: value.toUpperCase() }))} onChange={setFormat} />
        <a className={styles.go} href={exportAddress(project, what, format)} download>
          {t('data.export.go')}
        </a>
      </Popover.Dropdown>
    </Popover>
  )
}
