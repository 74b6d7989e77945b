/** The dictionary in use: one language is loaded at a time, and `<html lang>` follows. */
import { signal } from '@preact/signals'
import type { Words } from './en.ts'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

const loaders: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
}

const dictionary = signal<Words | null>(null)
/** The language on screen. */
export const language = signal<Language>('en')

/** Loads a language and shows it. Rejects when its file cannot be fetched; the screen then stays as it was. */
export async function loadLanguage(id: Language): Promise<void> {
  const words = await loaders[id]()
  dictionary.value = words
  language.value = id
  document.documentElement.lang = id
}

/** The words of the language on screen; a component that calls this is drawn again when the language changes. */
export function words(): Words {
  if (dictionary.value === null) throw new Error('no language is loaded')
  return dictionary.value
}

/** The language that suits a person's list of preferences best. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const found = languages.find((id) => preference.toLowerCase().startsWith(id))
    if (found) return found
  }
  return 'en'
}
