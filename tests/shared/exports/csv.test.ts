/** The CSV export as a property: whatever the owner wrote, the table is RFC 4180 and no cell is run. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvExport } from '../../../shared/exports/csv.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { day } from '../analysis/day.ts'

/** RFC 4180, read sign by sign: fields in quotes may hold anything, a quote twice; rows end in CR LF. */
function read(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length; ) {
    let field = ''
    if (text[at] === '"') {
      for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (at >= text.length) throw new Error('a quote is never closed')
        if (text[at] === '"') at++
        field += text[at]
      }
      at++
    } else {
      for (; at < text.length && !/[,\r]/.test(text[at]!); at++) {
        if (/["\n]/.test(text[at]!)) throw new Error('a sign that must stand in quotes')
        field += text[at]
      }
    }
    row.push(field)
    if (text[at] === ',') at++
    else if (text.startsWith('\r\n', at)) {
      rows.push(row)
      row = []
      at += 2
    } else throw new Error('a field is followed by something else')
  }
  if (row.length > 0) throw new Error('the last row is cut short')
  return rows
}

/** Texts full of what means something to CSV or to a spreadsheet. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', '\n', '"', ',', ';', "'", ' ', '\u00a0'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const named = (name: string, note: string) => [{ ...day.trips[0]!, name, note }]

test('what was written is what a reader of RFC 4180 reads, an apostrophe in front where it would run', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, note) => {
      const [header, ...rows] = read(csvExport.write(named(name, note), defaultFactorSet))
      expect(rows).toHaveLength(day.trips[0]!.sections.length)
      for (const row of rows) {
        expect(row).toHaveLength(header!.length)
        for (const [column, said] of [
          ['name', name],
          ['note', note],
        ] as const)
          expect([said, `'${said}`]).toContain(row[header!.indexOf(column)])
      }
    }),
  )
})

test('no cell begins, behind any white space, with what a spreadsheet runs', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, note) => {
      for (const cell of read(csvExport.write(named(name, note), defaultFactorSet)).flat())
        if (Number.isNaN(Number(cell)) || cell.trim() === '') {
          expect('=+-@＝＋－＠').not.toContain(cell.trimStart().charAt(0) || 'a text without signs')
          expect('\t\r\n').not.toContain(cell.charAt(0) || 'an empty cell')
        }
    }),
  )
})

test('each row names the factor that its footprint is the distance times of', () => {
  const [header, ...rows] = read(csvExport.write(day.trips, defaultFactorSet))
  const at = (row: string[], column: string) => row[header!.indexOf(column)]!
  const walk = rows.find((row) => at(row, 'mode') === 'walking')!
  expect(at(walk, 'factor')).toBe('walk')
  expect(at(walk, 'factor_set')).toBe('fr-ademe-2026.07')
  for (const row of rows) {
    const factor = defaultFactorSet.factors.find(({ id }) => id === at(row, 'factor'))!
    const co2eKg = (factor.total * Number(at(row, 'distance_m'))) / 1000 / (factor.occupancy ?? 1)
    expect(Number(at(row, 'co2e_kg'))).toBeCloseTo(co2eKg, 3)
  }
})
