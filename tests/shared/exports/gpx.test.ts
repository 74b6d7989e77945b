import fc from 'fast-check'
import type { SaxesTagPlain } from 'saxes'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { gpxExport } from '../../../shared/exports/gpx.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { decodePolyline } from '../../../shared/trace/polyline.ts'
import { day } from '../analysis/day.ts'
import { readText } from '../formats/read-text.ts'

const write = (trips = day.trips): string => gpxExport.write(trips, defaultFactorSet)
const sections = day.trips.flatMap((trip) => trip.sections)

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** The root element of well-formed XML; throws on anything else. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    const element = { name, attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (text) => {
    open.at(-1)!.text += text
  })
  parser.write(xml).close()
  return root.children[0]!
}

const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])

test('a GPX has a track per trip and a segment with its mode per section', () => {
  const gpx = parse(write())
  expect(gpx).toMatchObject({ name: 'gpx', attributes: { version: '1.1', creator: 'Sillage' } })
  expect(all(gpx, 'trk')).toHaveLength(day.trips.length)
  const segments = all(gpx, 'trkseg')
  expect(segments.map((segment) => all(segment, 'sillage:mode')[0]!.text)).toEqual(
    sections.map(({ mode }) => mode),
  )
  for (const [n, segment] of segments.entries()) {
    const { latDeg, lonDeg } = decodePolyline(sections[n]!.geometry)
    expect(all(segment, 'trkpt').map(({ attributes }) => [+attributes['lat']!, +attributes['lon']!])).toEqual(
      latDeg.map((lat, i) => [lat, lonDeg[i]!]),
    )
    // The schema wants the extensions behind the points.
    expect(segment.children.at(-1)!.name).toBe('extensions')
  }
})

test('elements of a track stand in the order of the schema', () => {
  const [track] = all(parse(write([{ ...day.trips[0]!, name: 'Out', note: 'By the sea' }])), 'trk')
  expect([...new Set(track!.children.map(({ name }) => name))]).toEqual([
    'name',
    'desc',
    'number',
    'type',
    'trkseg',
  ])
})

test('what is read back are the ends of each section, at their times', () => {
  const { trace, format } = readText(write())
  expect(format).toBe('gpx')
  const ends = new Set(sections.flatMap(({ start, end }) => [Date.parse(start), Date.parse(end)]))
  expect(new Set(trace.timeMs)).toEqual(ends)
})

test('whatever the owner wrote, the GPX is well-formed and holds what XML can hold of it', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constant(']]>\r\n<&"\t\ud800'),
  )
  fc.assert(
    fc.property(anyText, anyText, (name, note) => {
      const [track] = all(parse(write([{ ...day.trips[0]!, name: `n${name}`, note: `n${note}` }])), 'trk')
      const kept = (text: string) => [...text].filter((sign) => isXmlChar(sign.codePointAt(0)!)).join('')
      expect(track!.children.find((child) => child.name === 'name')!.text).toBe(kept(`n${name}`))
      expect(track!.children.find((child) => child.name === 'desc')!.text).toBe(kept(`n${note}`))
    }),
  )
})

/** Char of XML 1.0, §2.2. */
const isXmlChar = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000

test('an end that was left out takes its time along', () => {
  const section = sections[0]!
  const cut = (ends: object) => {
    const trips = [{ ...day.trips[0]!, sections: [{ ...section, ...ends }] }]
    return all(parse(write(trips)), 'trkpt').flatMap((point) => all(point, 'time').map(({ text }) => text))
  }
  expect(cut({})).toEqual([section.start, section.end])
  expect(cut({ isCutAtStart: true })).toEqual([section.end])
  expect(cut({ isCutAtEnd: true })).toEqual([section.start])
})

test('a section of which no position is known is a segment without points', () => {
  const trips = [{ ...day.trips[0]!, sections: [{ ...sections[0]!, geometry: '' }] }]
  const [segment] = all(parse(write(trips)), 'trkseg')
  expect(segment!.children.map(({ name }) => name)).toEqual(['extensions'])
})
