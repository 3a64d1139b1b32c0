import { useEffect, useState } from 'react'
import { catalogue } from '@/catalogue/catalogue'
import { KeyCap } from './KeyCap'
import styles from './KeyMap.module.css'
import { activeScopes, type Binding, type Scope } from './registry'
import { useKeys } from './useKeys'
import { useModal } from './useModal'

const t = catalogue({
  'keys.title': 'Keys',
  'keys.open': 'Show all keys',
  'keys.close': 'Close',
  'keys.everywhere': 'Everywhere',
  'keys.fields': 'Single letters act only while no text field has focus.',
})

const openers = new Set<() => void>()

/** Open the key map from anywhere, as `?` does. */
export function showKeyMap(): void {
  for (const open of openers) open()
}

/** Lists what can be pressed right now. Mounted once, by the shell. */
export function KeyMap() {
  const [scopes, setScopes] = useState<Scope[] | null>(null)
  useEffect(() => {
    const open = () => setScopes(activeScopes())
    openers.add(open)
    return () => void openers.delete(open)
  }, [])
  useKeys('', [{ key: '?', name: t('keys.open'), run: showKeyMap }])
  return scopes && <Listed scopes={scopes} close={() => setScopes(null)} />
}

function Listed({ scopes, close }: { scopes: Scope[]; close: () => void }) {
  const modal = useModal(close, { name: t('keys.close'), bindings: [{ key: '?', name: t('keys.close'), run: close }] })
  const listed = grouped(scopes)
  return (
    <dialog {...modal} className={styles.map} aria-labelledby="key-map-title">
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 id="key-map-title">{t('keys.title')}</h2>
          <button className={styles.close} onClick={close}>
            {t('keys.close')} <KeyCap of="Escape" />
          </button>
        </header>
        <div className={styles.columns}>
          {listed.map(([name, bindings]) => (
              <section key={name}>
                <h3>{name}</h3>
                <dl>
                  {bindings.map((binding) => (
                    <div key={binding.key} className={styles.row}>
                      <dt>
                        <KeyCap of={binding.key} />
                        <span className="sr">{binding.key}</span>
                      </dt>
                      <dd>{binding.name}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
        </div>
        <p className="quiet small">{t('keys.fields')}</p>
      </div>
    </dialog>
  )
}

/** One section a name; what has none works everywhere and comes last. */
function grouped(scopes: Scope[]): [string, Binding[]][] {
  const sections = new Map<string, Binding[]>()
  for (const { name, bindings } of scopes) {
    const listed = bindings.filter((binding) => !binding.unlisted)
    if (listed.length > 0) sections.set(name, [...(sections.get(name) ?? []), ...listed])
  }
  const everywhere = sections.get('') ?? []
  sections.delete('')
  return [...sections, [t('keys.everywhere'), everywhere] as [string, Binding[]]]
}
