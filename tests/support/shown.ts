/** Quantities read back from the screen, in English or French. */

interface Shown {
  readonly amount: number
  /** Half a unit of the last digit shown. */
  readonly tolerance: number
}

function read(text: string, unit: number): Shown {
  const digits = /[\d.,]+/.exec(text)![0].replace(',', '.')
  const decimals = digits.split('.')[1]?.length ?? 0
  return { amount: Number(digits) * unit, tolerance: (0.5001 / 10 ** decimals) * unit }
}

/** The displayed mass, kg. */
export const kilograms = (text: string): Shown => read(text, /kg/.test(text) ? 1 : 0.001)

/** The displayed distance, metres; tens of metres are the finest. */
export function metres(text: string): Shown {
  const { amount, tolerance } = read(text, /km/.test(text) ? 1000 : 1)
  return { amount, tolerance: Math.max(tolerance, 5.001) }
}
