import { Page } from '@/ui'

export default function Screen() {
  return <Page title="projects">{null}</Page>
}
