/** Weeks, their days, and the trips of each with the stays between them. */
import type { StayDocument } from '../../shared/analysis/document.ts'
import { placeName } from '../places/place-name.ts'
import { numberOf } from '../state.ts'
import type { DayOfTrips, TripSums, WeekOfTrips } from '../trips/totals.ts'
import { isToConfirm } from '../trips/trip-filter.ts'
import { tripTitle } from '../trips/trip-title.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { co2e, counted, day as dayName, days, distance, duration, fill, spanMs } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { ModeSample, SectionStrip, tripModes } from './mode-line.tsx'

/** The element that a day's heading is found by; it is never in an address. */
export const headingOf = (day: string): string => `day-${day}`

type Stays = ReadonlyMap<string, StayDocument>

export function TripWeeks({ weeks, stays }: { weeks: readonly WeekOfTrips[]; stays: Stays }) {
  return weeks.map((week) => (
    <section class="week" key={week.first} aria-label={days(week)}>
      <div class="week-head">
        <h2>{days(week)}</h2>
        <p>
          <Sums sums={week} testId="week-co2" of={week.first} />
        </p>
      </div>
      {week.days.map((each) => (
        <Day key={each.day} day={each} stays={stays} />
      ))}
    </section>
  ))
}

function Day({ day, stays }: { day: DayOfTrips; stays: Stays }) {
  return (
    <section class="day" aria-labelledby={headingOf(day.day)}>
      <div class="day-head">
        <h3 id={headingOf(day.day)} tabIndex={-1}>
          {dayName(day.day)}
        </h3>
        <p>
          <Sums sums={day} testId="day-co2" of={day.day} />
        </p>
      </div>
      <ul class="trips">
        {day.trips.map((trip) => (
          <TripRow key={trip.start} trip={trip} stay={stays.get(trip.start)} />
        ))}
      </ul>
    </section>
  )
}

function Sums({ sums, testId, of }: { sums: TripSums; testId: string; of: string }) {
  return (
    <>
      {counted(words().trips.dayTrips, sums.tripCount)} · {distance(sums.distanceM)} ·{' '}
      <strong data-testid={testId} data-day={of}>
        {co2e(sums.co2eKg)}
      </strong>
    </>
  )
}

function TripRow({ trip, stay }: { trip: ShownTrip; stay: StayDocument | undefined }) {
  const text = words()
  const title = tripTitle.value(trip)
  const times = { start: trip.localStart, end: trip.localEnd }
  return (
    <>
      {stay && (
        <li class="stay" data-testid="stay-row">
          {stay.place === undefined
            ? fill(text.trips.stay, { duration: duration(spanMs(stay)) })
            : fill(text.trips.stayAt, { duration: duration(spanMs(stay)), place: placeName(stay.place) })}
        </li>
      )}
      <li class="trip" data-testid="trip-row">
        <a href={`/trips/${numberOf(trip)}`} aria-label={fill(text.trips.tripFrom, { title, ...times })}>
          {title}
        </a>
        <p class="trip-figures" data-testid="trip-figures">
          {fill(text.trips.times, times)} · {duration(spanMs(trip))} · {distance(trip.distanceM)} ·{' '}
          <strong>{co2e(trip.co2eKg)}</strong>
        </p>
        <SectionStrip sections={trip.sections} />
        <ul class="mode-names" aria-label={text.trips.modes}>
          {tripModes(trip.sections).map((mode) => (
            <li key={mode} class="mode-name">
              <ModeSample mode={mode} />
              {text.modes[mode]}
            </li>
          ))}
          {trip.purpose && <li>{text.purposes[trip.purpose]}</li>}
          {isToConfirm(trip) && <li class="to-confirm">{text.trips.toConfirm}</li>}
          {isCorrected(trip) && <li class="quiet">{text.trips.edited}</li>}
        </ul>
      </li>
    </>
  )
}

/** Whether the owner said something of the trip that shows on it. */
function isCorrected({ edited, name, note, sections }: ShownTrip): boolean {
  const hasOwn = sections.some(
    ({ isAdded, people, vehicle }) => isAdded || people !== undefined || vehicle !== undefined,
  )
  return edited.length > 0 || name !== undefined || note !== undefined || hasOwn
}
