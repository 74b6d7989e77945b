/** The languages that stories are told in. */
import type { Words } from '../../client/words/en.ts'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'

/** Each with its texts. */
export const languages: readonly (readonly [language: 'en' | 'fr', text: Words])[] = [
  ['en', en],
  ['fr', fr],
]
