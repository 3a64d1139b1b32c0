import type { Question } from '@/api'
import { t } from './strings'

/** What a question is called while it is edited: it may have no words yet. */
export const nameOf = (question: Question): string => question.name.trim() || t('question.unnamed')
