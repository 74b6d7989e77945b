/** What a factor set is called, in the language of the page; its own words where these know none. */
import { factorSetById } from '../../../shared/footprint/registry.ts'
import { words } from '../../words/words.ts'

type SetWords = Readonly<Record<'name' | 'scope' | 'licence', string>>

export function setWords(id: string): SetWords {
  const sets: Readonly<Record<string, SetWords>> = words().footprints.sets
  const set = factorSetById(id)
  return (
    sets[id] ?? {
      name: set?.label ?? id,
      scope: set?.scope ?? '',
      licence: set?.licence ?? '',
    }
  )
}
