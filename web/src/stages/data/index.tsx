import { useProject } from '@/api'
import { labelBook } from '@/kinds/book'
import { Button, ErrorNote, useProjectId } from '@/ui'
import { Segmented } from '@/ui/Segmented'
import { useMemo } from 'react'
import styles from './data.module.css'
import { Export } from './exports/Export'
import { Facets } from './Facets'
import { filterOf, type Sift } from './filter'
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
  const { search, put, change } = useDataSearch(project)
  const about = useProject(project)
  const schema = about.data?.schema
  const book = useMemo(() => labelBook(schema), [schema])
  if (about.isError && !about.data) return <ErrorNote of={about.error} onRetry={() => void about.refetch()} />
  if (search.part === 'import') return <ImportPart project={about.data} onClose={() => put({ part: undefined })} />
  const filter = filterOf(search)
  const sift: Sift = (next) => change((now) => ({ ...next(filterOf(now)), item: now.item, like: now.like, view: now.view }))
  return (
    <div className={styles.page} data-item={search.item !== undefined || undefined}>
      <header className={styles.head}>
        <h1>{t('data.title')}</h1>
        <Tools filter={filter} onChange={sift} />
        <Segmented label={t('data.view')} value={search.view ?? 'table'} options={views} onChange={(view) => put({ view: view === 'gallery' ? view : undefined }, false)} />
        <div className={styles.acts}>
          <Export project={project} />
          <Button icon="upload" onClick={() => put({ part: 'import' }, false)}>
            {t('data.add')}
          </Button>
        </div>
      </header>
      <Facets project={project} filter={filter} book={book} onChange={sift} />
      {search.like !== undefined ? (
        <Alike key={search.like} view={search.view ?? 'table'} project={project} like={search.like} filter={filter} book={book} open={search.item} onOpen={(item) => put({ item })} onClose={() => put({ like: undefined })} />
      ) : (
        <Items
          project={project}
          filter={filter}
          book={book}
          open={search.item}
          onOpen={(item) => put({ item })}
          onImport={() => put({ part: 'import' }, false)}
          onClear={() => change(({ sort, view }) => ({ sort, view }))}
          view={search.view ?? 'table'}
        />
      )}
      {search.item !== undefined && <ItemDrawer project={project} item={search.item} schema={schema} book={book} onClose={() => put({ item: undefined })} />}
    </div>
  )
}
