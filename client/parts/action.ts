/** Work that a person starts: whether it runs, and the code of what went wrong. */
import { useState } from 'preact/hooks'
import { failureCode, progress } from '../state.ts'
import { VaultFailure } from '../vault.ts'

export interface Action {
  readonly busy: boolean
  readonly problem: string | null
  /** Runs the work unless some is running; never rejects. */
  run(work: () => Promise<void>): Promise<void>
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return
    const started = document.activeElement
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (failure) {
      if (!(failure instanceof VaultFailure)) reportError(failure)
      setProblem(failureCode(failure))
    } finally {
      progress.value = null
      setBusy(false)
      setTimeout(() => giveFocusBack(started))
    }
  }
  return { busy, problem, run }
}

/** What is out of use while work runs loses the focus: it goes back there, or to the heading where that is gone. */
function giveFocusBack(element: Element | null): void {
  if (document.activeElement !== document.body || element === document.body) return
  const target = element?.isConnected ? element : document.querySelector('h1')
  if (target instanceof HTMLElement) target.focus()
}
