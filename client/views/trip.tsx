/** One trip: its map, its sections, and the owner's say on it. */
import { useRoute } from 'preact-iso'
import { LazyMap } from '../parts/lazy-map.tsx'
import { Page } from '../parts/page.tsx'
import { placeName } from '../places.ts'
import { numberOf, tripNumbered, view } from '../state.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { co2e, day, distance, duration, fill, spanMs } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { CorrectionTools } from './correct/tools.tsx'
import { HabitReasons, ModeReasons } from './trip/reasons.tsx'
import { SectionTable } from './trip/sections.tsx'

export function TripPage() {
  const { params } = useRoute()
  const trip = tripNumbered(Number(params['number']))
  const text = words().trip
  if (!trip) {
    return (
      <Page title={words().trips.title}>
        <p>{text.missing}</p>
        <p>
          <a href="/trips">{text.back}</a>
        </p>
      </Page>
    )
  }
  const dayTitle = fill(text.title, { day: day(trip.localDay) })
  return (
    <Page title={trip.name ?? dayTitle} wide>
      <p>
        <a href="/trips">← {text.back}</a>
      </p>
      {trip.name !== undefined && <p>{dayTitle}</p>}
      <p class="lead" data-testid="trip-summary">
        {fill(text.summary, {
          start: trip.localStart,
          end: trip.localEnd,
          distance: distance(trip.distanceM),
          duration: duration(spanMs(trip)),
          co2e: co2e(trip.co2eKg),
        })}
      </p>
      <TripEnds trip={trip} />
      <OwnWords trip={trip} />
      <InferredEnds trip={trip} />
      {hasWay(trip) && <LazyMap sections={trip.sections} />}
      <SectionTable trip={trip} />
      <HabitReasons trip={trip} />
      <ModeReasons trip={trip} />
      <CorrectionTools trip={trip} />
      <p>
        <a href={`/share/${numberOf(trip)}`}>{words().share.thisTrip}</a>
      </p>
      <Footnotes trip={trip} />
    </Page>
  )
}

/** Where the trip starts and ends, as far as these are places, and why it was made if that shows. */
function TripEnds({ trip: { from, to, purpose } }: { trip: ShownTrip }) {
  const text = words().trip
  const hasEnds = from !== undefined && to !== undefined
  if (!hasEnds && purpose === undefined) return null
  return (
    <p data-testid="trip-ends">
      {hasEnds && fill(text.ends, { from: placeName(from), to: placeName(to) })}{' '}
      {purpose && fill(text.purposeIs, { purpose: words().purposes[purpose] })}
    </p>
  )
}

/** What the owner wrote of the trip, and that nothing was recorded of what they added. */
function OwnWords({ trip }: { trip: ShownTrip }) {
  const text = words().trip
  return (
    <>
      {trip.note !== undefined && (
        <p class="own-note" data-testid="trip-note">
          {trip.note}
        </p>
      )}
      {trip.sections.some(({ isAdded }) => isAdded) && (
        <p class="quiet">
          {text.isAdded} {trip.from !== undefined && trip.to !== undefined && text.straightLine}
        </p>
      )}
    </>
  )
}

/** Whether there is anything to draw: of a trip that was added, not even the ends may be known. */
const hasWay = ({ sections }: ShownTrip): boolean => sections.some(({ geometry }) => geometry !== '')

/** Which of its times are no more than estimates. */
function InferredEnds({ trip: { inferredStart, inferredEnd } }: { trip: ShownTrip }) {
  const text = words().trip
  if (!inferredStart && !inferredEnd) return null
  return (
    <p class="quiet" data-testid="inferred-ends">
      {inferredStart && text.inferredStart} {inferredEnd && text.inferredEnd}
    </p>
  )
}

function Footnotes({ trip }: { trip: ShownTrip }) {
  const text = words().trip
  const factors = view.value?.factors
  return (
    <p class="quiet">
      {fill(text.zone, { zone: trip.timeZone })}{' '}
      {factors && fill(text.factors, { label: factors.label, year: String(factors.year) })} {text.co2Hint}
    </p>
  )
}
