/** The shape of an operator's territory file, which is also what the server answers. */
import { z } from 'zod'
import type { Mode } from '../engine/mode.ts'
import { modeIds } from '../engine/mode.ts'

/** More is more than a passenger of anything emits; a figure in grams would be. */
const mostKgPerKm = 2
const kgPerKm = z.number().min(0).max(mostKgPerKm)
const text = z.string().trim().min(1).max(200)

const knownModes = modeIds.filter((mode) => mode !== 'unknown') as [Mode, ...Mode[]]

const figure = z
  .strictObject({
    mode: z.enum(knownModes),
    usage: kgPerKm.nullable().default(null),
    construction: kgPerKm.nullable().default(null),
    total: kgPerKm,
    reference: text,
  })
  .refine(({ usage, construction }) => (usage === null) === (construction === null), {
    message: 'usage and construction are given together or not at all',
  })
  .refine(
    ({ usage, construction, total }) =>
      usage === null || Math.abs(usage + (construction ?? 0) - total) < 1e-6,
    { message: 'usage and construction make the total' },
  )

export const territorySchema = z.strictObject({
  schema: z.literal('sillage/territory@1'),
  name: text,
  source: text,
  year: z.int().min(1990).max(2100),
  licence: text,
  factors: z
    .array(figure)
    .min(1)
    .refine((factors) => new Set(factors.map(({ mode }) => mode)).size === factors.length, {
      message: 'each mode is given once',
    }),
})

export type TerritoryFile = z.output<typeof territorySchema>
