import { useProject, type ItemFilter } from '@/api'
import { labelBook } from '@/kinds/book'
import { Button, ErrorNote, useProjectId } from '@/ui'
import { Segmented } from '@/ui/Segmented'
import { useMemo } from 'react'
import styles from './data.module.css'
import { Export } from './exports/Export'
import { Facets } from './Facets'
import { filterOf } from './filter'
import { ImportPart } from './imports/ImportPart'
import { ItemDrawer } from './item/ItemDrawer'
import { t } from './strings'
import { Alike } from './table/Alike'
import { Items } from './table/Items'
import { Tools } from './Tools'
import { useDataSearch } from './useDataSearch'

const views = (['table', 'gallery'] as const).map((value) => ({ value, name: t(`data.view.${value}`) }))

/** Every item: searched, filtered, opened, taken away; and more brought in. */
export default function Screen() {
  const project = useProjectId()
  const { search, put } = useDataSearch(project)
  const about = useProject(project)
  const schema = about.data?.schema
  const book = useMemo(() => labelBook(schema), [schema])
  if (about.isError && !about.data) return <ErrorNote of={about.error} onRetry={() => void about.refetch()} />
  if (search.part === 'import') return <ImportPart project={about.data} onClose={() => put({ ...search, part: undefined })} />
  const filter = filterOf(search)
  const change = (next: ItemFilter) => put({ ...next, item: search.item, like: search.like, view: search.view })
  return (
    <div className={styles.page} data-item={search.item !== undefined || undefined}>
      <header className={styles.head}>
        <h1>{t('data.title')}</h1>
        <Tools filter={filter} onChange={change} />
        <Segmented label={t('data.view')} value={search.view ?? 'table'} options={views} onChange={(view) => put({ ...search, view: view === 'gallery' ? view : undefined }, false)} />
        <div className={styles.acts}>
          <Export project={project} />
          <Button icon="upload" onClick={() => put({ ...search, part: 'import' }, false)}>
            {t('data.add')}
          </Button>
        </div>
      </header>
      <Facets project={project} filter={filter} book={book} onChange={change} />
      {search.like !== undefined ? (
        <Alike key={search.like} view={search.view ?? 'table'} project={project} like={search.like} filter={filter} book={book} open={search.item} onOpen={(item) => put({ ...search, item })} onClose={() => put({ ...search, like: undefined })} />
      ) : (
        <Items
          project={project}
          filter={filter}
          book={book}
          open={search.item}
          onOpen={(item) => put({ ...search, item })}
          onImport={() => put({ ...search, part: 'import' }, false)}
          onClear={() => put({ sort: search.sort, view: search.view })}
          view={search.view ?? 'table'}
        />
      )}
      {search.item !== undefined && <ItemDrawer project={project} item={search.item} schema={schema} book={book} onClose={() => put({ ...search, item: undefined })} />}
    </div>
  )
}
