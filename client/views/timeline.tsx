/** Trips by day, newest first, with the stays between them. */
import { useState } from 'preact/hooks'
import type { StayDocument } from '../../shared/analysis/document.ts'
import { useAction } from '../parts/action.ts'
import { ModeName, SectionStrip, tripModes } from '../parts/mode-line.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { hasCorrected, numberOf, refreshView, showProgress, status, view } from '../state.ts'
import { daysOf, staysAfter } from '../totals.ts'
import { call } from '../vault.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { co2e, counted, day, distance, duration, fill, number, spanMs } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { LastCorrection } from './correct/last-correction.tsx'

/** Few enough that an old phone draws them at once. */
const tripsPerPage = 20

export function Timeline() {
  const [pages, setPages] = useState(1)
  const shown = view.value
  const text = words().trips
  if (!shown) return <Page title={text.title}>{words().common.loading}</Page>
  const trips = shown.trips.slice(0, pages * tripsPerPage)
  const stays = staysAfter(shown.trips, shown.stays)
  return (
    <Page title={text.title}>
      <WhatIsNew waiting={shown.waiting} />
      {hasCorrected.value && <LastCorrection />}
      <p>
        <a href="/add-trip">{text.addTrip}</a>
      </p>
      {shown.trips.length === 0 && <NoTrips />}
      {daysOf(trips, shown.trips).map((each) => (
        <section class="day" key={each.day} aria-label={day(each.day)}>
          <div class="day-head">
            <h2>{day(each.day)}</h2>
            <p>
              {counted(text.dayTrips, each.tripCount)} · {distance(each.distanceM)} ·{' '}
              <span class="unseen">{text.dayTotal} </span>
              <strong data-testid="day-co2" data-day={each.day}>
                {co2e(each.co2eKg)}
              </strong>
            </p>
          </div>
          <ul class="trips">
            {each.trips.map((trip) => (
              <TripRow key={trip.start} trip={trip} stay={stays.get(trip.start)} />
            ))}
          </ul>
        </section>
      ))}
      {trips.length < shown.trips.length && (
        <div class="more">
          <p class="quiet">
            {fill(text.shown, { shown: number(trips.length), total: number(shown.trips.length) })}
          </p>
          <button type="button" class="minor" onClick={() => setPages(pages + 1)}>
            {words().common.more}
          </button>
        </div>
      )}
    </Page>
  )
}

function WhatIsNew({ waiting }: { waiting: number }) {
  const { busy, problem, run } = useAction()
  const text = words().trips
  const process = async (): Promise<void> => {
    const { fixes } = await call('process', undefined, showProgress)
    await refreshView()
    status.value = counted(words().trips.processed, fixes)
  }
  return (
    <div class="new">
      <p data-testid="waiting-count" data-count={waiting}>
        {waiting === 0 ? text.nothingWaiting : counted(text.waiting, waiting)}
      </p>
      <button type="button" disabled={busy} onClick={() => run(process)}>
        {text.whatIsNew}
      </button>
      {busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={problem} />
    </div>
  )
}

function NoTrips() {
  const text = words().trips
  return (
    <section class="empty">
      <h2>{text.emptyTitle}</h2>
      <p>{text.emptyText}</p>
      <div class="buttons">
        <a class="button" href="/phones">
          {text.connect}
        </a>
        <a class="button minor" href="/import">
          {text.importFile}
        </a>
      </div>
    </section>
  )
}

function TripRow({ trip, stay }: { trip: ShownTrip; stay: StayDocument | undefined }) {
  const text = words().trips
  return (
    <>
      {stay && (
        <li class="stay" data-testid="stay-row">
          {fill(text.stay, { duration: duration(spanMs(stay)) })}
        </li>
      )}
      <li class="trip" data-testid="trip-row">
        <a
          href={`/trips/${numberOf(trip)}`}
          aria-label={fill(text.tripFrom, { start: trip.localStart, end: trip.localEnd })}
        >
          {trip.localStart} – {trip.localEnd}
        </a>
        <p class="trip-figures">
          <span>{duration(spanMs(trip))}</span>
          <span>{distance(trip.distanceM)}</span>
          <strong>{co2e(trip.co2eKg)}</strong>
        </p>
        {(trip.name !== undefined || trip.purpose) && (
          <p class="trip-words" data-testid="trip-words">
            {trip.name !== undefined && <strong>{trip.name}</strong>}
            {trip.purpose && <span class="quiet">{words().purposes[trip.purpose]}</span>}
          </p>
        )}
        <SectionStrip sections={trip.sections} />
        <ul class="mode-names" aria-label={text.modes}>
          {tripModes(trip.sections).map((mode) => (
            <li key={mode}>
              <ModeName mode={mode} />
            </li>
          ))}
          {isCorrected(trip) && <li class="quiet">{text.edited}</li>}
        </ul>
      </li>
    </>
  )
}

/** Whether the owner said something of the trip that shows on it. */
function isCorrected({ edited, name, note, sections }: ShownTrip): boolean {
  const hasOwn = sections.some(({ isAdded, people }) => isAdded || people !== undefined)
  return edited.length > 0 || name !== undefined || note !== undefined || hasOwn
}
