import { useEffect } from 'react'
import { tabsFor } from './tabs'
import { t } from './words'

const places: Record<string, string> = { '/': t('shell.all'), '/new': t('shell.new'), '/account': t('shell.account') }

/** "Label · Film reviews · inloop": where one is, for the tab of the browser and for who hears it read. */
export function titleOf(pathname: string, project: string | undefined): string {
  const [, , , stage = ''] = pathname.split('/')
  const tab = pathname.startsWith('/p/') ? tabsFor('owner').find((one) => one.to === (stage && `/${stage}`))?.name : places[pathname]
  return [tab, project, 'inloop'].filter(Boolean).join(' · ')
}

export function useTitle(pathname: string, project: string | undefined): void {
  useEffect(() => {
    document.title = titleOf(pathname, project)
  }, [pathname, project])
}
