/**
 * What is typed and not yet saved, by the form that it stands in. It outlives a look at another page, is held in this
 * page's memory alone, and is forgotten with the vault: who would lose it so is asked first.
 */
import { computed, effect, signal } from '@preact/signals'

const drafts = signal<ReadonlyMap<string, unknown>>(new Map())

/** Whether something is typed that is not saved. */
export const hasDrafts = computed(() => drafts.value.size > 0)

export interface Draft<T> {
  readonly typed: T
  readonly type: (typed: T) => void
  /** After it was saved. */
  readonly forget: () => void
}

/** What is typed in the form called `name`, in place of `said`, which is what is saved. */
export function draftOf<T extends object>(name: string, said: T): Draft<T> {
  // Each form has a name of its own, and puts in what it takes out.
  const typed = (drafts.value.get(name) as T | undefined) ?? said
  const put = (next: T | undefined): void => {
    const others = new Map(drafts.value)
    if (next === undefined || isSame(next, said)) others.delete(name)
    else others.set(name, next)
    drafts.value = others
  }
  return { typed, type: put, forget: () => put(undefined) }
}

/** Forgets all that is typed. */
export function forgetDrafts(): void {
  drafts.value = new Map()
}

/** Asks before the page is left or loaded anew while something is typed, for as long as the page lives. */
export function guardDrafts(): void {
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
  effect(() => {
    if (!hasDrafts.value) return
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  })
}

/** Whether both hold the same texts under the same names. */
const isSame = <T extends object>(a: T, b: T): boolean =>
  Object.entries(a).every(([key, value]) => b[key as keyof T] === value)
