import { ErrorNote } from '../ErrorNote'
import { bytes } from '../numbers'
import { Progress } from '../Progress'
import styles from './Arriving.module.css'
import { DropZone } from './DropZone'
import type { Intake, ReadOptions } from './intake'
import { OnServer } from './OnServer'
import { ReadAs } from './ReadAs'
import { t } from './strings'

export interface ArrivingProps {
  intake: Exclude<Intake, { is: 'ready' }>
  onFile: (file: File) => void
  /** A folder or bucket prefix was named. */
  onPlace: (place: string) => void
  onCancel: () => void
  onReadAs: (upload: string, name: string, options: ReadOptions) => void
}

/** Until a file is read: the place to drop it, its way in, or what went wrong. */
export function Arriving({ intake, onFile, onPlace, onCancel, onReadAs }: ArrivingProps) {
  if (intake.is === 'sending') {
    return (
      <div className={styles.way}>
        <Progress name={t('intake.sending', { name: intake.name })} done={intake.sent} total={intake.bytes} amount={bytes} onCancel={onCancel} />
      </div>
    )
  }
  if (intake.is === 'reading') {
    return (
      <div className={styles.way}>
        <Progress name={t('intake.reading', { name: intake.name })} done={0} total={null} amount={() => ''} onCancel={onCancel} />
      </div>
    )
  }
  const { upload } = intake.is === 'failed' ? intake : { upload: null }
  return (
    <div className={styles.stack}>
      {intake.is === 'failed' && <ErrorNote of={intake.problem} />}
      {intake.is === 'failed' && upload && <ReadAs isOpen options={intake.options} onChange={(options) => onReadAs(upload, intake.name, options)} />}
      <DropZone onFile={onFile} />
      <OnServer onPlace={onPlace} />
    </div>
  )
}
