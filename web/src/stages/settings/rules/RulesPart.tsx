import { useEffect, useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { Project, Question } from '@/api'
import { useBringDictionary, useRules, useSaveRules, useTriedRules, type Rule, type Rules } from '@/api/rules'
import { Button, Card, ErrorNote, notify, Select } from '@/ui'
import { labelsOf } from '@/ui/labels'
import { SaveProblem } from '../SaveProblem'
import settings from '../settings.module.css'
import { useKept } from '../useKept'
import { Line } from './Line'
import styles from './rules.module.css'
import { t } from './strings'

const pause_ms = 600
const mostShown = 200
const kinds = new Set<string>(['choice', 'choices', 'spans'])

/** Words and patterns, each with the label that it speaks for, tried on real items as one writes. */
export function RulesPart({ project }: { project: Project }) {
  const rules = useRules(project.id)
  const able = project.schema.questions.filter((question) => kinds.has(question.kind) && !('each' in question && question.each))
  if (rules.isError && !rules.data) return <ErrorNote of={rules.error} onRetry={() => void rules.refetch()} />
  if (!rules.data) return null
  if (able.length === 0) return <Card title={t('rules.title')}>{t('rules.unable')}</Card>
  return <Editor project={project} able={able} stored={rules.data} onReload={() => void rules.refetch()} />
}

function Editor({ project, able, stored, onReload }: { project: Project; able: readonly Question[]; stored: Rules; onReload: () => void }) {
  const { kept, keep, forget } = useKept<Rule[]>(`inloop.rules.${project.id}`)
  const save = useSaveRules(project.id)
  const [about, setAbout] = useState(able[0]?.id ?? '')
  const [open, setOpen] = useState<number | null>(null)
  const rules = kept?.value ?? stored.rules
  const ready = useCalm(rules.filter((rule) => rule.pattern.trim() && rule.label))
  const tried = useTriedRules(project.id, ready)
  const question = able.find((one) => one.id === about) ?? able[0]
  const put = (next: Rule[]) => keep(stored.version, next)
  const change = (place: number, rule: Rule) => put(rules.map((one, at) => (at === place ? rule : one)))
  const add = () => {
    put([{ question: question?.id ?? '', kind: 'words', pattern: '', label: labelsOf(question).find((label) => !label.retired)?.id ?? '', id: '' }, ...rules])
    setOpen(0)
  }
  const store = () => save.mutate({ base_version: kept?.base ?? stored.version, rules }, { onSuccess: () => (forget(), notify({ text: t('rules.saved'), tone: 'good' })) })
  const shown = rules.flatMap((rule, place) => (rule.question === question?.id ? [{ rule, place }] : []))
  const foundOf = (rule: Rule) => (tried.data ? tried.data.rules[ready.indexOf(rule)] : undefined)
  const examples = open === null ? undefined : rules[open] && foundOf(rules[open])
  return (
    <Card title={t('rules.title')} aside={tried.data && t('rules.looked', { n: tried.data.looked })}>
      <p className={settings.why}>{t('rules.why')}</p>
      <div className={styles.acts}>
        {able.length > 1 && <Select bare label={t('rules.question')} value={question?.id} options={able.map((one) => ({ value: one.id, name: one.name }))} onChange={(event) => setAbout(event.target.value)} />}
        <Button icon="plus" onClick={add}>
          {t('rules.add')}
        </Button>
        <Bring project={project.id} question={question?.id ?? ''} version={stored.version} disabled={kept !== null} />
      </div>
      {shown.length === 0 && <p className="quiet">{t('rules.none')}</p>}
      {shown.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.rules}>
            <thead>
              <tr>
                {(['kind', 'pattern', 'label', 'coverage', 'precision'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`rules.${name}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, mostShown).map(({ rule, place }) => (
                <Line
                  key={place}
                  rule={rule}
                  labels={labelsOf(question).filter((label) => !label.retired || label.id === rule.label)}
                  found={foundOf(rule)}
                  isOpen={open === place}
                  onOpen={() => setOpen(open === place ? null : place)}
                  onChange={(next) => change(place, next)}
                  onDrop={() => (setOpen(null), put(rules.filter((_, at) => at !== place)))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length > mostShown && <p className="quiet small">{t('rules.more', { n: shown.length - mostShown })}</p>}
      {tried.isError && <ErrorNote of={tried.error} />}
      {examples && (
        <section className={styles.examples} aria-label={t('rules.examples')}>
          <h3>{t('rules.examples')}</h3>
          {examples.examples.length === 0 && <p className="quiet">{t('rules.examples.none')}</p>}
          <ul>
            {examples.examples.map((one, index) => (
              <li key={index}>
                <Link to={`/p/${project.id}/data/${one.item}`} preload={false}>
                  {one.before}
                  <mark>{one.words}</mark>
                  {one.after}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {save.isError && <SaveProblem of={save.error} version={stored.version} onReload={() => (forget(), save.reset(), onReload())} />}
      <div className={settings.foot}>
        <Button look="primary" disabled={kept === null} busy={save.isPending} onClick={store}>
          {t('rules.save')}
        </Button>
        {kept !== null && (
          <Button look="quiet" onClick={forget}>
            {t('rules.forget')}
          </Button>
        )}
      </div>
    </Card>
  )
}

/** A CSV of words and label. */
function Bring({ project, question, version, disabled }: { project: number; question: string; version: number; disabled: boolean }) {
  const bring = useBringDictionary(project)
  const read = async (file: File) => {
    try {
      const { added, problems } = await bring.mutateAsync({ text: await file.text(), question, base_version: version })
      const [first] = problems
      notify({ text: t('rules.brought', { n: added }) + (first ? ` ${t('rules.brought.not', { n: problems.length, line: first.number, why: first.reason })}` : ''), tone: problems.length ? 'plain' : 'good' })
    } catch (problem) {
      notify({ text: (problem as Error).message, tone: 'bad' })
    }
  }
  return (
    <label className={styles.bring} data-disabled={disabled || undefined}>
      {t('rules.bring')}
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        disabled={disabled}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void read(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}

/** The same, once nobody has changed it for a moment. */
function useCalm(rules: Rule[]): Rule[] {
  const [calm, setCalm] = useState(rules)
  const key = JSON.stringify(rules)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(rules), pause_ms)
    return () => clearTimeout(timer)
    // The list is made anew at each drawing; what it says is in the key.
  }, [key])
  return JSON.stringify(calm) === key ? rules : calm
}
