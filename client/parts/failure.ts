/** What a failure is called in the language on screen. */
import { words } from '../words/words.ts'

/** The text of a failure's code; a code that the dictionary does not know reads as an unforeseen fault. */
export function failureText(code: string): string {
  const texts: Readonly<Record<string, string>> = words().failures
  return texts[code] ?? words().failures.fault
}
