import { packFolder, type Entry } from '@/api/upload/folder'
import { t } from './strings'

/** One file as it is; several as a folder. */
export function fileOf(files: readonly File[]): File | undefined {
  const [first] = files
  if (files.length < 2 && !first?.webkitRelativePath) return first
  const entries = files.map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return folderOf(entries)
}

/** What was dropped: folders are walked to their ends. */
export async function fileDropped(transfer: DataTransfer): Promise<File | undefined> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (!entries.some((entry) => entry.isDirectory)) return fileOf([...transfer.files])
  return folderOf((await Promise.all(entries.map(walk))).flat())
}

/** Files under one folder lose its name and give it to the whole. */
function folderOf(entries: readonly Entry[]): File | undefined {
  if (entries.length === 0) return undefined
  const top = entries[0]?.path.split('/')[0] ?? ''
  const isOne = entries.every(({ path }) => path.startsWith(`${top}/`))
  const inside = isOne ? entries.map(({ path, file }) => ({ path: path.slice(top.length + 1), file })) : entries
  return packFolder(isOne ? top : t('intake.several', { n: entries.length }), inside)
}

async function walk(entry: FileSystemEntry): Promise<Entry[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Entry[] = []
  // A reader gives at most a hundred at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    found.push(...(await Promise.all(some.map(walk))).flat())
  }
}
