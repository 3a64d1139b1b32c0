import { useMe } from '@/api'
import { Page } from '@/ui'
import { PasswordCard } from './PasswordCard'
import { TokensCard } from './TokensCard'
import { t } from './words'

export default function Account() {
  const person = useMe().data?.person
  if (!person) return null
  return (
    <Page title={t('account.title')} lead={t('account.lead', { name: person.name })} narrow>
      <PasswordCard person={person} />
      <TokensCard />
    </Page>
  )
}
