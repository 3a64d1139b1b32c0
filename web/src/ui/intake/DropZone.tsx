import { useRef, useState, type DragEvent } from 'react'
import { Button } from '../Button'
import { Icon } from '../icons'
import styles from './DropZone.module.css'
import { t } from './strings'

const accept = '.csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.xlsx,.xls,.ods,.zip'

/** Drop a file or choose one. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
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
      onDrop={drop}
    >
      <span className={styles.icon}>
        <Icon name="upload" size={20} />
      </span>
      <p className={styles.title}>{t('intake.drop')}</p>
      <p className="quiet small">{t('intake.drop.kinds')}</p>
      <FileButton input={input} onFile={onFile} />
    </div>
  )
}

function FileButton({ input, onFile }: { input: React.RefObject<HTMLInputElement | null>; onFile: (file: File) => void }) {
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={t('intake.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('intake.choose')}</Button>
    </>
  )
}
