/** Quantities in the language on screen: the formats of numbers.ts with the current locale put in. */
import * as numbers from '../../shared/words/numbers.ts'
import type { Plural } from '../../shared/words/phrase.ts'
import { fill, plural } from '../../shared/words/phrase.ts'
import { view } from '../state.ts'
import { words } from './words.ts'

export { fill }

/** What the owner reads distances and speeds in. */
export const lengthUnit = (): numbers.LengthUnit => view.value?.settings.lengthUnit ?? 'km'
export const distance = (distanceM: number): string =>
  numbers.formatDistance(words().locale, distanceM, lengthUnit())
/** Kilometres or miles per hour, for pictures. */
export const perHour = (speedMps: number): number => numbers.perHour(speedMps, lengthUnit())
/** A speed given in these, in words. */
export const asPerHour = (amount: number): string =>
  numbers.formatPerHour(words().locale, amount, lengthUnit())
export const speed = (speedMps: number): string => asPerHour(perHour(speedMps))
export const duration = (durationMs: number): string => numbers.formatDuration(words().locale, durationMs)
export const co2e = (co2eKg: number): string => numbers.formatCo2e(words().locale, words().units.co2e, co2eKg)
/** kg CO2e per km. */
export const factor = (kgPerKm: number): string =>
  numbers.formatFactor(words().locale, words().units.co2e, kgPerKm)
export const percent = (share: number): string => numbers.formatPercent(words().locale, share)
export const day = (iso: string): string => firstOfMonth(numbers.formatDay(words().locale, iso))
export const shortDay = (iso: string): string =>
  firstOfMonth(numbers.formatDay(words().locale, iso, { short: true }))
export const month = (iso: string): string => numbers.formatMonth(words().locale, iso)
export const shortMonth = (iso: string): string => numbers.formatMonth(words().locale, iso, { short: true })
export const weekday = (day: number, style: 'long' | 'short' | 'narrow'): string =>
  numbers.formatWeekday(words().locale, day, style)
/** From one day to another, both as 2026-05-04. */
export const days = (span: { readonly first: string; readonly last: string }): string =>
  firstOfMonth(numbers.formatDays(words().locale, span.first, span.last))
/** With cents, or finer for the price of a small thing. */
export const euros = (eur: number, decimals = 2): string => numbers.formatEuros(words().locale, eur, decimals)
export const kilograms = (weightKg: number): string => numbers.formatKilograms(words().locale, weightKg)
export const clock = (instant: string, timeZone: string): string =>
  numbers.formatClock(words().locale, instant, timeZone)
export const exactClock = (instant: string, timeZone: string): string =>
  numbers.formatClock(words().locale, instant, timeZone, { seconds: true })
/** The calendar day of an instant at the place, in short. */
export const dayAt = (instant: string, timeZone: string): string =>
  shortDay(new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(instant)))
export const instant = (iso: string): string => numbers.formatInstant(words().locale, iso)
export const counted = (forms: Plural, count: number): string => plural(words().locale, forms, count)
export const number = (value: number): string => new Intl.NumberFormat(words().locale).format(value)

/** A figure with all the decimals that it has, up to five: what a multiplication is written with. */
export const exact = (value: number): string =>
  new Intl.NumberFormat(words().locale, { maximumFractionDigits: 5 }).format(value)
/** Names as in a sentence. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(words().locale, { type: 'conjunction' }).format(names)

/** French says the first day of a month as « 1er », which Intl does not. */
const firstOfMonth = (text: string): string =>
  words().locale.startsWith('fr') ? text.replace(/(?<!\d)1(?=\s\p{L})/gu, '1er') : text

/** With a capital letter first, as at the start of a sentence. */
export const capital = (text: string): string =>
  text.charAt(0).toLocaleUpperCase(words().locale) + text.slice(1)

/** Milliseconds between two instants. */
export const spanMs = (span: { readonly start: string; readonly end: string }): number =>
  Date.parse(span.end) - Date.parse(span.start)
