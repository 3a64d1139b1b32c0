import { useRef, useState, type DragEvent, type InputHTMLAttributes } from 'react'
import { Button } from '../Button'
import { Icon } from '../icons'
import { fileDropped, fileOf } from './chosen'
import styles from './DropZone.module.css'
import { t } from './strings'

const accept = '.csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.xlsx,.xls,.ods,.zip,image/*,audio/*'

/** Drop files or a folder, or choose them. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false)
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = await fileDropped(event.dataTransfer)
    if (file) onFile(file)
  }
  return (
    <div
      className={styles.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <span className={styles.icon}>
        <Icon name="upload" size={20} />
      </span>
      <p className={styles.title}>{t('intake.drop')}</p>
      <p className="quiet small">{t('intake.drop.kinds')}</p>
      <div className={styles.buttons}>
        <Chooser name={t('intake.choose')} label={t('intake.choose.several')} onFile={onFile} multiple accept={accept} />
        <Chooser name={t('intake.choose.folder')} label={t('intake.choose.folder')} onFile={onFile} webkitdirectory="" />
      </div>
    </div>
  )
}

interface ChooserProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string
  label: string
  onFile: (file: File) => void
  webkitdirectory?: ''
}

/** A button that opens the browser's own dialog. */
function Chooser({ name, label, onFile, ...more }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        {...more}
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = fileOf([...(event.target.files ?? [])])
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{name}</Button>
    </>
  )
}
