export * from './edit'
export { QuestionEditor } from './QuestionEditor'
export { Questions } from './Questions'
export { settled } from './settle'
