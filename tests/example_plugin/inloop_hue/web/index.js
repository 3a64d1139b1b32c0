/** The twin of the Python kind: same name, same values, same votes. `host` gives React; nothing is built. */
export default function plugin({ React, registerKind }) {
  const { createElement: h } = React
  const degrees = (question, value) => Math.floor((360 * value) / (question.steps ?? 12))
  const colour = (question, value) => `hsl(${degrees(question, value)} 70% 45%)`

  function Answer({ question, value, onChange, labelledBy }) {
    const steps = question.steps ?? 12
    const said = typeof value === 'number' ? `${degrees(question, value)}°` : 'not chosen yet'
    const slider = { type: 'range', min: 0, max: steps - 1, value: typeof value === 'number' ? value : 0, 'aria-labelledby': labelledBy, 'aria-valuetext': said }
    return h('div', { style: { display: 'flex', gap: 8, alignItems: 'center' } },
      h('input', { ...slider, onChange: (event) => onChange(Number(event.target.value)) }),
      h('span', { 'aria-hidden': true, style: { inlineSize: 24, blockSize: 24, borderRadius: 12, background: typeof value === 'number' ? colour(question, value) : 'none' } }),
      h('output', null, said))
  }

  function Setup({ question, onChange }) {
    return h('label', null, 'Steps on the wheel ',
      h('input', { type: 'number', min: 2, max: 360, value: question.steps ?? 12, onChange: (event) => onChange({ ...question, steps: Number(event.target.value) }) }))
  }

  registerKind({
    kind: 'hue',
    name: 'A hue',
    empty: undefined,
    Answer,
    Setup,
    fresh: () => ({ kind: 'hue', id: '', name: '', steps: 12 }),
    flaws: ({ steps = 12 }) => (steps < 2 ? ['A wheel has two steps or more.'] : []),
    check: ({ steps = 12 }, value) =>
      Number.isInteger(value) && value >= 0 && value < steps ? { ok: true, value, code: BigInt(value) } : { ok: false, reason: { say: 'Choose a place on the wheel.' } },
    keys: (question) => [...'123456789'].slice(0, question.steps ?? 12).map((key, step) => ({ key, name: `${degrees(question, step)}°`, next: () => step })),
    describe: (question, value) => `${degrees(question, value)}°`,
  })
}
