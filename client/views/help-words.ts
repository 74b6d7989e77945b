/** The words of help in the language on screen. They are long, and are fetched with the views that show them. */
import type { HelpWords } from '../words/help-en.ts'
import { helpEn } from '../words/help-en.ts'
import { helpFr } from '../words/help-fr.ts'
import type { Language } from '../words/words.ts'
import { language } from '../words/words.ts'

const byLanguage: Readonly<Record<Language, HelpWords>> = { en: helpEn, fr: helpFr }

export const helpWords = (): HelpWords => byLanguage[language.value]
