/** Numbers as people type them. */

/** A number with a point or a comma, not negative; undefined for anything else. */
export function typedNumber(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : undefined
}
