import { usePeople, type Project } from '@/api'
import { Card, count, ErrorNote, when } from '@/ui'
import { t } from '../strings'
import { Invitations } from './Invitations'
import { Invite } from './Invite'
import styles from './people.module.css'
import { Access } from './Access'

/** Who takes part, in which role; and whom to ask in. */
export function People({ project }: { project: Project }) {
  const people = usePeople(project.id)
  return (
    <>
      <Card title={t('settings.part.people')} flush>
        {people.isError && !people.data && <ErrorNote of={people.error} onRetry={() => void people.refetch()} />}
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('settings.part.people')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('settings.people.name')}</th>
                <th scope="col" className={styles.n}>
                  {t('settings.people.answers')}
                </th>
                <th scope="col">{t('settings.people.last')}</th>
                <th scope="col">{t('settings.people.role')}</th>
              </tr>
            </thead>
            <tbody>
              {people.data?.map((member) => (
                <tr key={member.person}>
                  <th scope="row">
                    {member.name}
                    {member.email && <span className={styles.email}>{member.email}</span>}
                  </th>
                  <td className={styles.n} data-head={t('settings.people.answers')}>
                    {count(member.answers)}
                  </td>
                  <td className={styles.last} data-head={t('settings.people.last')}>
                    {member.last_at ? when(member.last_at) : t('settings.people.never')}
                  </td>
                  <td className={styles.role}>
                    <Access project={project} member={member} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {people.data?.length === 0 && <p className={styles.nobody}>{t('settings.people.nobody')}</p>}
        </div>
      </Card>
      <Invite project={project.id} />
      <Invitations project={project.id} />
    </>
  )
}
