/** What the map shows, in words: where the trip starts, what each section leads through, where it ends. */
import type { SectionDocument, StayDocument } from '../../../shared/analysis/document.ts'
import type { TownFinder } from '../../../shared/analysis/titles.ts'
import { wayOf } from '../../../shared/analysis/way.ts'
import { Section } from '../../parts/section.tsx'
import { placeName, properName } from '../../places/place-name.ts'
import { towns } from '../../places/towns.ts'
import type { TripStays } from '../../trips/trip-stays.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { capital, clock, distance, duration, fill, listed, spanMs } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** More names would be a list, not a way. */
const mostVia = 5

export function WayWords({ trip, stays }: { trip: ShownTrip; stays: TripStays }) {
  const text = words().trip.way
  const townAt: TownFinder = typeof towns.value === 'function' ? towns.value : () => undefined
  const { sections, timeZone } = trip
  const last = sections.length - 1
  return (
    <Section title={text.title}>
      <ol class="way" data-testid="way">
        <li>{endText(trip, 'start', { stay: stays.before, townAt })}</li>
        {sections.map((section, n) => (
          <li key={section.start} data-testid="way-section">
            {sectionText(section, timeZone, townAt, {
              from: n === 0 ? trip.from : undefined,
              to: n === last ? trip.to : undefined,
            })}
          </li>
        ))}
        {stays.within.map((stay) => (
          <li key={stay.start}>{fill(text.stayWithin, { stay: duration(spanMs(stay)) })}</li>
        ))}
        <li>{endText(trip, 'end', { stay: stays.after, townAt })}</li>
      </ol>
    </Section>
  )
}

/** Where and when the trip starts or ends, and how long one stayed there. */
function endText(
  trip: ShownTrip,
  end: 'start' | 'end',
  { stay, townAt }: { stay: StayDocument | undefined; townAt: TownFinder },
): string {
  const text = words().trip.way
  const section = end === 'start' ? trip.sections[0] : trip.sections.at(-1)
  const way = wayOf(section?.geometry ?? '', townAt)
  const [id, town] = end === 'start' ? [trip.from, way.from] : [trip.to, way.to]
  const time = end === 'start' ? trip.localStart : trip.localEnd
  const place = spotName(id, town) ?? text.unknown
  if (!stay) return fill(text[end], { time, place })
  const pattern = end === 'start' ? text.startAfter : text.endBefore
  return fill(pattern, { time, place, stay: duration(spanMs(stay)) })
}

/** A place by its name and town, or by one of them. */
function spotName(id: string | undefined, town: string | undefined): string | undefined {
  if (id === undefined) return town
  return town === undefined ? placeName(id) : fill(words().trips.placeIn, { place: placeName(id), town })
}

interface Ends {
  readonly from: string | undefined
  readonly to: string | undefined
}

function sectionText(section: SectionDocument, timeZone: string, townAt: TownFinder, ends: Ends): string {
  const { trip, modes } = words()
  return fill(trip.way.section, {
    mode: capital(modes[section.mode]),
    where: whereText(section, townAt, ends),
    distance: distance(section.distanceM),
    duration: duration(spanMs(section)),
    start: clock(section.start, timeZone),
    end: clock(section.end, timeZone),
  })
}

/** From where, through what, to where, and in which direction. */
function whereText(section: SectionDocument, townAt: TownFinder, ends: Ends): string {
  const text = words().trip.way
  const way = wayOf(section.geometry, townAt)
  const from = (ends.from && properName(ends.from)) ?? way.from ?? (ends.from && placeName(ends.from))
  const to = (ends.to && properName(ends.to)) ?? way.to ?? (ends.to && placeName(ends.to))
  const via = listed(way.via.slice(0, mostVia))
  const where = namedText({ from, to, via })
  return way.heading ? fill(text.toward, { where, heading: text.headings[way.heading] }) : where
}

function namedText({ from, to, via }: Ends & { readonly via: string }): string {
  const text = words().trip.way
  const [start, end] = [from ?? to, to ?? from]
  if (start === undefined || end === undefined) return text.somewhere
  if (start === end) return fill(via === '' ? text.within : text.withinVia, { name: start, via })
  return fill(via === '' ? text.between : text.betweenVia, { from: start, to: end, via })
}
