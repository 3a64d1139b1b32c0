import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useProject } from '@/api'
import { Icon, Page, useItemId, useProjectId } from '@/ui'
import { labelBook } from '@/kinds/book'
import { ItemView } from './item/ItemView'
import { t } from './strings'

/** One item with its whole history, as a page of its own. */
export default function Screen() {
  const project = useProjectId()
  const item = useItemId()
  const schema = useProject(project).data?.schema
  const book = useMemo(() => labelBook(schema), [schema])
  return (
    <Page
      narrow
      title={t('data.item')}
      actions={
        <Link to={`/p/${project}/data`}>
          <Icon name="back" size={12} /> {t('data.item.back')}
        </Link>
      }
    >
      <ItemView project={project} item={item} schema={schema} book={book} />
    </Page>
  )
}
