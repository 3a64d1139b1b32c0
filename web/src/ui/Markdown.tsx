import Render, { type Components } from 'react-markdown'
import gfm from 'remark-gfm'
import styles from './Markdown.module.css'

// A text stands inside a screen that has its own heading.
const components: Components = { h1: 'h3', h2: 'h3', h3: 'h4', table: ({ node: _, ...rest }) => <div className={styles.table} tabIndex={0} role="group"><table {...rest} /></div> }

/** Markdown as people write it; raw HTML is shown as text, never run. */
export function Markdown({ children }: { children: string }) {
  return (
    <div className={styles.text}>
      <Render remarkPlugins={[gfm]} components={components}>
        {children}
      </Render>
    </div>
  )
}
