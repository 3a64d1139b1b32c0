import { Page } from '@/ui'

export default function Screen() {
  return <Page title="new-project">{null}</Page>
}
