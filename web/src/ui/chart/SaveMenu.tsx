import { catalogue } from '@/catalogue/catalogue'
import { Button } from '../Button'
import { Menu } from '../Menu'
import styles from './LineChart.module.css'
import type { ChartFormat } from './save'

const t = catalogue({ 'chart.save': 'Save “{name}” as a file', 'chart.png': 'Picture (PNG)', 'chart.svg': 'Drawing (SVG)', 'chart.csv': 'Numbers (CSV)' })

export function SaveMenu({ name, onSave }: { name: string; onSave: (format: ChartFormat) => void }) {
  return (
    <div className={styles.save}>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button look="quiet" size="small" icon="download" aria-label={t('chart.save', { name })} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onSave('png')}>{t('chart.png')}</Menu.Item>
          <Menu.Item onClick={() => onSave('svg')}>{t('chart.svg')}</Menu.Item>
          <Menu.Item onClick={() => onSave('csv')}>{t('chart.csv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
