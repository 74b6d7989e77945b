/** What the screens share. Nothing of it is stored but the choice of language and colours. */
import { signal } from '@preact/signals'
import { forgetDrafts } from './drafts.ts'
import type { TripFilter, TripSources } from './trips/trip-filter.ts'
import { everyTrip } from './trips/trip-filter.ts'
import { call, closeVault, VaultFailure } from './vault.ts'
import type { Progress, ShownTrip, VaultView } from './vault-protocol.ts'
import type { Language } from './words/words.ts'
import { languages, loadLanguage } from './words/words.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The open vault; `handle` is null for the demo. Null while locked. */
export const session = signal<{ readonly handle: string | null; readonly rolledBack: boolean } | null>(null)
/** What the open vault shows; null until it is loaded. */
export const view = signal<VaultView | null>(null)
/** The long work that runs now. */
export const progress = signal<Progress | null>(null)
/** The last thing that was done, for the live region. */
export const status = signal('')
/** Whether something was corrected since the vault was opened: taking it back is then offered where one is. */
export const hasCorrected = signal(false)
export const theme = signal<Theme>('auto')
/** Which trips the list shows. */
export const tripFilter = signal<TripFilter>(everyTrip)
/** What recorded each trip; null until a filter has asked. */
export const tripSources = signal<TripSources | null>(null)

/** Vaults are opened by one of these calls. */
export async function enterVault(handle: string | null, rolledBack: boolean): Promise<void> {
  session.value = { handle, rolledBack }
  await refreshView()
  const settings = view.value?.settings
  if (settings?.language) await chooseLanguage(settings.language)
  if (settings?.theme) chooseTheme(settings.theme)
}

/** Reads the vault's view again, after something changed in it. */
export async function refreshView(): Promise<void> {
  const fresh = await call('view', undefined, showProgress)
  progress.value = null
  for (const trip of fresh.trips) numberOf(trip)
  view.value = fresh
}

/** Forgets everything readable and ends the worker, so that no key is left in this page's memory. */
export async function leaveVault(how: 'lock' | 'logOut'): Promise<void> {
  try {
    await call(how)
  } finally {
    forgetVault()
  }
}

/** The page's own part of locking. */
export function forgetVault(): void {
  closeVault()
  session.value = null
  view.value = null
  progress.value = null
  forgetDrafts()
  tripFilter.value = everyTrip
  tripSources.value = null
  hasCorrected.value = false
  tripNumbers.clear()
}

/** Shows how far the worker has come. */
export function showProgress(now: Progress): void {
  progress.value = now
}

/** A trip's number within this session: addresses must not say when a trip was, because browsers keep them. */
const tripNumbers = new Map<string, number>()

/** The number of a trip, which it keeps until the vault is locked. */
export function numberOf(trip: ShownTrip): number {
  const known = tripNumbers.get(trip.start)
  if (known !== undefined) return known
  const next = tripNumbers.size + 1
  tripNumbers.set(trip.start, next)
  return next
}

/**
 * The trip with this number; where a correction took its start away, the trip that goes on at that time, so that who looks
 * at a trip still looks at it when it was joined to the one before.
 */
export function tripNumbered(number: number): ShownTrip | undefined {
  const trips = view.value?.trips ?? []
  const start = [...tripNumbers].find(([, each]) => each === number)?.[0]
  if (start === undefined) return undefined
  const startMs = Date.parse(start)
  return (
    trips.find((trip) => trip.start === start) ??
    trips.find((trip) => Date.parse(trip.start) <= startMs && startMs < Date.parse(trip.end))
  )
}

/** The failure's code, for the dictionary; what is not a VaultFailure is a fault of ours. */
export function failureCode(failure: unknown): string {
  return failure instanceof VaultFailure ? failure.code : 'fault'
}

/** Speaks another language from now on, on this device. */
export async function chooseLanguage(id: Language): Promise<void> {
  await loadLanguage(id)
  localStorage.setItem('language', id)
}

/** Takes other colours from now on, on this device. */
export function chooseTheme(id: Theme): void {
  theme.value = id
  localStorage.setItem('theme', id)
  if (id === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.dataset['theme'] = id
}

/** The choices of the last visit, if any. */
export function storedChoices(): { language: Language | undefined; theme: Theme } {
  const [storedLanguage, storedTheme] = [localStorage.getItem('language'), localStorage.getItem('theme')]
  return {
    language: languages.find((id) => id === storedLanguage),
    theme: themes.find((id) => id === storedTheme) ?? 'auto',
  }
}
