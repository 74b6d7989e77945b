import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvRows } from '../../../shared/transit/csv-rows.ts'

function rowsOf(...pieces: string[]): string[][] {
  const rows: string[][] = []
  const reader = new CsvRows((fields) => rows.push(fields))
  for (const piece of pieces) reader.write(piece)
  reader.end()
  return rows
}

test('quotes hold commas, line ends and quotes', () => {
  expect(rowsOf('a,"b, ""c""\nd",e\r\nf,g,h')).toEqual([
    ['a', 'b, "c"\nd', 'e'],
    ['f', 'g', 'h'],
  ])
})

test('a byte order mark, Windows line ends and empty lines are not content', () => {
  expect(rowsOf('\uFEFFa,b\r\n\r\nc,d\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('a quote that is never closed costs its own row, not the rest of a long file', () => {
  const rows = rowsOf('id,name\n1,"open\n', '2,b\n'.repeat(100_000))
  expect(rows.filter(([id, name]) => id === '2' && name === 'b').length).toBeGreaterThan(50_000)
})

test('rows are the same however the text is cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(table, fc.array(fc.nat(60)), (cells, cuts) => {
      const text = cells
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        .join('\n')
      const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
      expect(rowsOf(...at.slice(1).map((end, n) => text.slice(at[n], end)))).toEqual(cells)
    }),
  )
})
