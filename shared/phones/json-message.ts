/** Reading JSON that an app sent: nothing here throws, and whatever is not what it should be is `undefined`. */
import type { Hint } from '../trace/trace.ts'

/** The parsed body, or undefined when it is not JSON in UTF-8 (a zero-length body included). */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    // Junk is an answer, not a fault: the message stays in the count of what was skipped.
    return undefined
  }
}

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as an object with named members. */
export const asObject = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined)

/** The value as a finite number; templates of some apps quote their numbers ("8.0"). */
export function asNumber(value: unknown): number | undefined {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && value.trim() !== ''
        ? Number(value)
        : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

/** The value as a number of at least zero; apps write -1 for "unknown". */
export function asMagnitude(value: unknown): number | undefined {
  const number = asNumber(value)
  return number === undefined || number < 0 ? undefined : number
}

/**
 * The hint among the activities of one fix. A phone may report a movement and stillness at once ("driving",
 * "stationary": a car at a red light); the movement says more.
 */
export function hintOf(activities: unknown, meanings: ReadonlyMap<unknown, Hint>): Hint | undefined {
  if (!Array.isArray(activities)) return undefined
  const known = activities.map((activity) => meanings.get(activity)).filter((hint) => hint !== undefined)
  return known.find((hint) => hint !== 'still') ?? known[0]
}

/** Text as base64 of its UTF-8 bytes. */
export function base64OfText(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
