/** Quantities and dates as people read them, in any locale. Nothing here reads a clock. */
import { fill } from './phrase.ts'

const cache = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, options)
  cache.set(key, made)
  return made
}

const dateCache = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes far longer than using it, and a long list of days uses the same one. */
function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = dateCache.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  dateCache.set(key, made)
  return made
}

function unit(locale: string, unitName: string, digits: number): Intl.NumberFormat {
  return formatter(locale, {
    style: 'unit',
    unit: unitName,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

/** Units that people read distances and speeds in; a mile and a yard are those of 1959. */
const lengths = {
  km: { large: 'kilometer', largeM: 1000, small: 'meter', smallM: 1, largeFromM: 1000 },
  mile: { large: 'mile', largeM: 1609.344, small: 'yard', smallM: 0.9144, largeFromM: 160.9344 },
} as const
export type LengthUnit = keyof typeof lengths
export const lengthUnits = Object.keys(lengths) as LengthUnit[]

/**
 * Below 1 km in tens of metres, or below a tenth of a mile in tens of yards; below 100 with one decimal, above in whole
 * kilometres or miles.
 */
export function formatDistance(locale: string, distanceM: number, lengthUnit: LengthUnit = 'km'): string {
  const { large, largeM, small, smallM, largeFromM } = lengths[lengthUnit]
  const rounded = Math.round(distanceM / smallM / 10) * 10
  if (rounded * smallM < largeFromM) return unit(locale, small, 0).format(rounded)
  const value = distanceM / largeM
  return unit(locale, large, value < 99.95 ? 1 : 0).format(value)
}

/** Kilometres or miles that a speed makes in an hour. */
export const perHour = (speedMps: number, lengthUnit: LengthUnit): number =>
  (speedMps * 3600) / lengths[lengthUnit].largeM

/** A speed in whole kilometres or miles per hour, given in these. */
export const formatPerHour = (locale: string, amount: number, lengthUnit: LengthUnit): string =>
  unit(locale, `${lengths[lengthUnit].large}-per-hour`, 0).format(Math.round(amount))

/** Whole minutes below an hour, then hours and minutes; less than half a minute reads as 1 minute when not zero. */
export function formatDuration(locale: string, durationMs: number): string {
  const minutes = durationMs > 0 ? Math.max(1, Math.round(durationMs / 60_000)) : 0
  const minute = unit(locale, 'minute', 0)
  if (minutes < 60) return minute.format(minutes)
  const hour = unit(locale, 'hour', 0)
  const rest = minutes % 60
  const hours = hour.format(Math.floor(minutes / 60))
  // One quantity: a line does not end within it.
  return rest === 0 ? hours : `${hours}\u00a0${minute.format(rest)}`
}

/** Grams below 1 kg, then kg with two decimals, one from 10 kg, none from 100 kg. */
export function formatMass(locale: string, massKg: number): string {
  if (Math.round(massKg * 1000) < 1000) return unit(locale, 'gram', 0).format(Math.round(massKg * 1000))
  const digits = massKg < 9.995 ? 2 : massKg < 99.95 ? 1 : 0
  return unit(locale, 'kilogram', digits).format(massKg)
}

/** A footprint with its unit's name, as "1.92 kg CO₂e"; `pattern` is the dictionary's `units.co2e`. */
export function formatCo2e(locale: string, pattern: string, co2eKg: number): string {
  return fill(pattern, { amount: formatMass(locale, co2eKg) })
}

/** kg CO2e per km, in grams with two decimals where they are not zero; `pattern` as above. */
export function formatFactor(locale: string, pattern: string, kgPerKm: number): string {
  const grams = formatter(locale, { style: 'unit', unit: 'gram', maximumFractionDigits: 2 })
  return fill(pattern, { amount: grams.format(kgPerKm * 1000) })
}

/** A share from 0 to 1, in whole per cent. */
export function formatPercent(locale: string, share: number): string {
  return formatter(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** A calendar day, given as 2026-05-04. */
export function formatDay(locale: string, day: string, options?: { short: boolean }): string {
  return dateFormatter(locale, {
    ...(options?.short
      ? { day: 'numeric', month: 'short', year: 'numeric' }
      : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))
}

/** A calendar month, given as 2026-05; in short without its year. */
export function formatMonth(locale: string, month: string, options?: { short: boolean }): string {
  return dateFormatter(locale, {
    ...(options?.short ? { month: 'short' } : { month: 'long', year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T12:00:00Z`))
}

/** Clock time of an instant in a place's own zone, as 08:05, or to the second. */
export function formatClock(
  locale: string,
  instant: string,
  timeZone: string,
  options?: { seconds: boolean },
): string {
  return dateFormatter(locale, {
    hour: '2-digit',
    minute: '2-digit',
    ...(options?.seconds && { second: '2-digit' }),
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant))
}

/** Day and clock time of an instant, in the reader's own zone. */
export function formatInstant(locale: string, instant: string): string {
  return dateFormatter(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))
}

/** 2026-01-05 was a Monday. */
const mondayMs = Date.UTC(2026, 0, 5, 12)

/** A day of the week; 1 is Monday, 7 Sunday. */
export function formatWeekday(locale: string, weekday: number, style: 'long' | 'short' | 'narrow'): string {
  return dateFormatter(locale, { weekday: style, timeZone: 'UTC' }).format(
    new Date(mondayMs + (weekday - 1) * 86_400_000),
  )
}

/** From one calendar day to another, as 16–22 November 2026. */
export function formatDays(locale: string, first: string, last: string): string {
  const format = dateFormatter(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.formatRange(new Date(`${first}T12:00:00Z`), new Date(`${last}T12:00:00Z`))
}

/** A weight in kilograms with as many decimals as it has, up to two. */
export function formatKilograms(locale: string, weightKg: number): string {
  return formatter(locale, { style: 'unit', unit: 'kilogram', maximumFractionDigits: 2 }).format(weightKg)
}

/** Euros, with as many decimals as asked for at most, and two at least. */
export function formatEuros(locale: string, eur: number, decimals: number): string {
  const options = { style: 'currency', currency: 'EUR', maximumFractionDigits: decimals } as const
  return formatter(locale, options).format(eur)
}
