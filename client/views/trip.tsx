/** One trip: its map and the same in words, its sections, its speed, and the owner's say on it. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { Patterns } from '../charts/patterns.tsx'
import { LazyMap } from '../parts/lazy-map.tsx'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { failureCode, numberOf, tripNumbered, view } from '../state.ts'
import '../style/charts.css'
import { loadTowns } from '../places/towns.ts'
import { tripStays } from '../trips/trip-stays.ts'
import { tripTitle } from '../trips/trip-title.ts'
import { call } from '../vault.ts'
import type { ShownTrip, TripDetails } from '../vault-protocol.ts'
import { co2e, day, distance, duration, fill, spanMs } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { CorrectionTools } from './correct/tools.tsx'
import { Footprints } from './trip/footprints.tsx'
import { HabitReasons, ModeReasons } from './trip/reasons.tsx'
import { SectionTable } from './trip/sections.tsx'
import { SpeedChart } from './trip/speed-chart.tsx'
import { WayWords } from './trip/way-words.tsx'

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
  return <Trip trip={trip} />
}

function Trip({ trip }: { trip: ShownTrip }) {
  const text = words().trip
  const { details, problem } = useDetails(trip)
  const stays = useMemo(() => tripStays(trip, view.value?.stays ?? []), [trip])
  const { before, after, within } = stays
  const marked = useMemo(() => [before, ...within, after].filter((stay) => stay !== undefined), [stays])
  useEffect(loadTowns, [])
  return (
    <Page title={tripTitle.value(trip)} windowTitle={text.windowTitle} wide>
      <Patterns />
      <p>
        <a href="/trips">← {text.back}</a>
      </p>
      <p>{fill(text.title, { day: day(trip.localDay) })}</p>
      <p class="lead" data-testid="trip-summary">
        {fill(text.summary, {
          start: trip.localStart,
          end: trip.localEnd,
          distance: distance(trip.distanceM),
          duration: duration(spanMs(trip)),
          co2e: co2e(trip.co2eKg),
        })}
      </p>
      {trip.purpose && (
        <p data-testid="trip-purpose">{fill(text.purposeIs, { purpose: words().purposes[trip.purpose] })}</p>
      )}
      <OwnWords trip={trip} />
      <InferredEnds trip={trip} />
      {hasWay(trip) && <LazyMap sections={trip.sections} stays={marked} />}
      <WayWords trip={trip} stays={stays} />
      <SectionTable trip={trip} />
      <HabitReasons trip={trip} />
      <ModeReasons trip={trip} />
      <Problem code={problem} />
      {details && <Footprints trip={trip} details={details} />}
      {details?.speeds && <SpeedChart trip={trip} speeds={details.speeds} />}
      <CorrectionTools trip={trip} />
      <p>
        <a href={`/share/${numberOf(trip)}`}>{words().share.thisTrip}</a>
      </p>
      <Footnotes trip={trip} />
    </Page>
  )
}

/** The details of a trip from the worker; those of the trip as it was stay until the new ones are there. */
function useDetails(trip: ShownTrip) {
  const [details, setDetails] = useState<TripDetails | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    const { start, end, sections } = trip
    call('tripDetails', { start, end, sections }).then(
      (found) => {
        if (isCurrent) setDetails(found)
      },
      (failure: unknown) => {
        if (isCurrent) setProblem(failureCode(failure))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [trip])
  return { details, problem }
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
