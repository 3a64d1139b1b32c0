import { useProject } from '@/api'
import { Button, ErrorNote, useProjectId } from '@/ui'
import { labelBook } from '@/kinds/book'
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
  return (
    <div className={styles.page} data-item={search.item !== undefined || undefined}>
      <header className={styles.head}>
        <h1>{t('data.title')}</h1>
        <Tools filter={filter} onChange={(next) => put({ ...next, item: search.item, like: search.like })} />
        <div className={styles.acts}>
          <Export project={project} />
          <Button icon="upload" onClick={() => put({ ...search, part: 'import' }, false)}>
            {t('data.add')}
          </Button>
        </div>
      </header>
      <Facets project={project} filter={filter} book={book} onChange={(next) => put({ ...next, item: search.item, like: search.like })} />
      {search.like !== undefined ? (
        <Alike key={search.like} project={project} like={search.like} filter={filter} book={book} open={search.item} onOpen={(item) => put({ ...search, item })} onClose={() => put({ ...search, like: undefined })} />
      ) : (
        <Items
          project={project}
          filter={filter}
          book={book}
          open={search.item}
          onOpen={(item) => put({ ...search, item })}
          onImport={() => put({ ...search, part: 'import' }, false)}
          onClear={() => put({ sort: search.sort })}
        />
      )}
      {search.item !== undefined && <ItemDrawer project={project} item={search.item} schema={schema} book={book} onClose={() => put({ ...search, item: undefined })} />}
    </div>
  )
}
