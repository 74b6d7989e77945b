/** Texts that strangers write and others read: on pages, in terminals, in files. */
import { z } from 'zod'

/**
 * One line of text, `min` to `max` characters: nothing that moves a cursor, ends a line or turns the direction of reading, by
 * which a text could hide what stands beside it.
 */
export const plainText = (max: number, min = 1): z.ZodType<string> =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, 'It has invisible characters.')
