/** The studies as the worker knows them, asked for anew after each change and in each language. */
import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import type { StudiesView } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { language } from '../../words/words.ts'

export interface StudiesState {
  readonly shown: StudiesView | null
  readonly busy: boolean
  readonly problem: string | null
  /** Does something to studies, and shows them as they are then, also where it failed. */
  change(work: () => Promise<void>): Promise<void>
}

export function useStudies(): StudiesState {
  const [shown, setShown] = useState<StudiesView | null>(null)
  const { busy, problem, run } = useAction()
  const load = async (): Promise<void> => setShown(await call('studies', { language: language.value }))
  const said = language.value
  useEffect(() => void run(load), [said])
  const change = (work: () => Promise<void>): Promise<void> =>
    run(async () => {
      try {
        await work()
      } finally {
        await load()
      }
    })
  return { shown, busy, problem, change }
}
