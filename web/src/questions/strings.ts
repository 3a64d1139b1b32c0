import { catalogue } from '@/catalogue/catalogue'

export const t = catalogue({
  'question.name': 'Question',
  'question.name.missing': 'Write the question.',
  'question.kind': 'Answer',
  'question.up': 'Move “{name}” up',
  'question.down': 'Move “{name}” down',
  'question.moved': '“{name}” is now question {n} of {all}.',
  'question.required': 'Must be answered',
  'question.abstain': '“I can’t tell” may be chosen',
  'question.shown': 'Ask it',
  'question.shown.always': 'always',
  'question.shown.if': 'only when “{name}” is',
  'question.shown.is': 'this answer',
  'question.target': 'The project is about this question: it is what the model learns',
  'question.target.short': 'the model learns this',
  'question.remove': 'Remove the question',
  'question.add': 'Add a question',
  'question.new': 'New question',
  'question.on': 'Points into',
  'question.on.none': 'This kind of answer points into {kinds}, and no such field is shown.',
  'question.unnamed': 'Question without words',
})
