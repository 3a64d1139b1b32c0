import { Page } from '@/ui'

export default function Screen() {
  return <Page title="sign-in">{null}</Page>
}
