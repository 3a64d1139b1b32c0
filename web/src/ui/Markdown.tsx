import Render, { type Components } from 'react-markdown'
import gfm from 'remark-gfm'
import styles from './Markdown.module.css'

const components: Components = {
  // A text stands inside a screen that has its own heading.
  h1: 'h3',
  h2: 'h3',
  h3: 'h4',
  table: ({ node: _, ...rest }) => <div className={styles.table} tabIndex={0} role="group"><table {...rest} /></div>,
  // What a link leads to must not take the place of the work in hand, nor learn where it was followed.
  a: ({ node: _, ...rest }) => <a {...rest} target="_blank" rel="noopener noreferrer" />,
  // A picture of another site would tell that site who reads: it is named, and fetched by nobody.
  img: ({ alt, src }) => <em title={src}>{alt || src}</em>,
}

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
