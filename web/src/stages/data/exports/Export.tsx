import '@mantine/core/styles/Popover.css'
import { Popover } from '@mantine/core'
import { useState } from 'react'
import { exportAddress, useExportFormats, useProject, type ExportOffer, type ExportWhat } from '@/api'
import { Button, ErrorNote, Select } from '@/ui'
import { t } from '../strings'
import styles from './Export.module.css'
import { Lost } from './Lost'
import { chosen, groups, hasMedia } from './offers'

const whats: readonly ExportWhat[] = ['labels', 'annotations', 'predictions', 'items']

/** Take away what people and the model say: the formats that fit the questions first, each with what it loses. */
export function Export({ project }: { project: number }) {
  return (
    <Popover width={380} position="bottom-end" shadow="md" trapFocus withRoles transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button icon="download">{t('data.export')}</Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.box} aria-label={t('data.export')}>
        <Choice project={project} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choice({ project }: { project: number }) {
  const [what, setWhat] = useState<ExportWhat>('labels')
  const offers = useExportFormats(project)
  return (
    <>
      <Select label={t('data.export.what')} value={what} options={whats.map((value) => ({ value, name: t(`data.export.${value}`) }))} onChange={(event) => setWhat(whats.find((one) => one === event.target.value) ?? 'labels')} />
      {offers.isError && <ErrorNote of={offers.error} onRetry={() => void offers.refetch()} />}
      {offers.data && <Format project={project} what={what} offers={offers.data} />}
    </>
  )
}

function Format({ project, what, offers }: { project: number; what: ExportWhat; offers: readonly ExportOffer[] }) {
  const [wanted, setWanted] = useState('')
  const [files, setFiles] = useState(false)
  const schema = useProject(project).data?.schema
  const offer = chosen(offers, wanted, what)
  if (!offer) return null
  const mayTakeFiles = offer.archive && hasMedia(schema)
  return (
    <>
      <Select label={t('data.export.format')} value={offer.format} options={groups(offers, what)} help={offer.about} onChange={(event) => setWanted(event.target.value)} />
      {mayTakeFiles && (
        <label className={styles.files}>
          <input type="checkbox" checked={files} onChange={(event) => setFiles(event.target.checked)} />
          {t('data.export.files')}
        </label>
      )}
      <Lost project={project} what={what} offer={offer} schema={schema} />
      <a className={styles.go} href={exportAddress(project, what, offer.format, mayTakeFiles && files)} download>
        {t('data.export.go')}
      </a>
    </>
  )
}
