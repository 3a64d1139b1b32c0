import { useQuality } from '@/api'
import { ErrorNote, Page, useProjectId, when } from '@/ui'
import { Agreement } from './Agreement'
import { Consensus } from './Consensus'
import { People } from './People'
import styles from './quality.module.css'
import { t } from './strings'

/** How far people agree, what is settled, and who is how reliable. */
export default function Screen() {
  const project = useProjectId()
  const { data, isError, error, refetch } = useQuality(project)
  const lead = data?.computed_at ? t('quality.at', { time: when(data.computed_at) }) : undefined
  return (
    <Page title={t('quality.title')} lead={lead}>
      {isError && !data && <ErrorNote of={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <div className={styles.two}>
            <Agreement project={project} of={data.agreement} people={data.annotators.length} />
            <Consensus project={project} of={data.consensus} isAlike={data.agreement.alike} />
          </div>
          <People annotators={data.annotators} isAlike={data.agreement.alike} />
        </>
      )}
    </Page>
  )
}
