/** Simulated days survive the files they are written to. */
import { expect, test } from 'vitest'
import { csvOf, geojsonOf, gpxOf } from '../../scripts/fix-files.ts'
import { detectFormat, headLength } from '../../shared/formats/registry.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'

const { fixes } = simulate({ seed: 5, firstDay: '2026-05-04', days: 1, everyS: 1 })

function traceOf(text: string) {
  const builder = new TraceBuilder()
  const reader = detectFormat(text.slice(0, headLength), 'days').reader(builder)
  reader.write(text)
  reader.end()
  return builder.build()
}

test.each([
  ['CSV', csvOf],
  ['GPX', gpxOf],
  ['GeoJSON', geojsonOf],
])('a trace written as %s reads back the same', (_name, write) => {
  const builder = new TraceBuilder()
  for (const fix of fixes) builder.add(fix)
  expect(traceOf(write(fixes))).toEqual(builder.build())
})
