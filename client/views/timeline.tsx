/** Trips by week and day, newest first, with the stays between them, a calendar, and a filter. */
import { useEffect, useState } from 'preact/hooks'
import { watchArrivals } from '../connection.ts'
import { useAction } from '../parts/action.ts'
import { Disclosure, isRoomy } from '../parts/disclosure.tsx'
import { MonthCalendar } from '../parts/month-calendar.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { TripFilterForm } from '../parts/trip-filter-form.tsx'
import { headingOf, TripWeeks } from '../parts/trip-weeks.tsx'
import { WaysToBegin } from '../parts/ways-to-begin.tsx'
import { loadTowns, towns } from '../places/towns.ts'
import { hasCorrected, refreshView, showProgress, status, tripFilter, tripSources, view } from '../state.ts'
import { daySums, staysAfter, weeksOf } from '../trips/totals.ts'
import { askedFor, filtered } from '../trips/trip-filter.ts'
import type { ListWindow } from '../trips/trip-list.ts'
import { newestTrips, windowWith, withNewer, withOlder } from '../trips/trip-list.ts'
import { findSources } from '../trips/trip-sources.ts'
import { tripWords } from '../trips/trip-title.ts'
import { weekStart } from '../trips/week.ts'
import { call } from '../vault.ts'
import type { ShownTrip, VaultView } from '../vault-protocol.ts'
import { counted, fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { LastCorrection } from './correct/last-correction.tsx'

export function Timeline() {
  const shown = view.value
  const text = words().trips
  useEffect(loadTowns, [])
  useEffect(watchArrivals, [])
  if (!shown) return <Page title={text.title}>{words().common.loading}</Page>
  return (
    <Page title={text.title} wide>
      <WhatIsNew waiting={shown.waiting} />
      {hasCorrected.value && <LastCorrection />}
      <p>
        <a href="/add-trip">{text.addTrip}</a>
      </p>
      {shown.trips.length > 0 && <Trips shown={shown} />}
      {shown.trips.length === 0 && shown.waiting === 0 && <NoTrips />}
    </Page>
  )
}

function Trips({ shown }: { shown: VaultView }) {
  const [part, setPart] = useState<ListWindow>(newestTrips)
  const [soughtDay, setSoughtDay] = useState<{ readonly day: string } | null>(null)
  const text = words().trips
  const filter = tripFilter.value
  const trips = filtered(shown.trips, filter, tripWords.value, tripSources.value)
  useEffect(() => setPart(newestTrips), [filter])
  useEffect(() => {
    if (filter.source !== null) void findSources()
  }, [filter.source, shown.trips])
  useEffect(() => {
    if (soughtDay) document.getElementById(headingOf(soughtDay.day))?.focus()
  }, [soughtDay])
  const goTo = (sought: string): void => {
    setPart(windowWith(trips, sought, part))
    setSoughtDay({ day: sought })
  }
  const asked = askedFor(filter)
  return (
    <div class="beside">
      <div class="tools">
        <Disclosure title={text.calendar} startsOpen={isRoomy()}>
          <MonthCalendar days={daySums(trips)} onDay={goTo} />
        </Disclosure>
        <Disclosure
          title={text.filter.title}
          startsOpen={asked > 0}
          note={asked > 0 ? counted(text.filter.active, asked) : undefined}
        >
          <TripFilterForm trips={shown.trips} found={trips.length} />
        </Disclosure>
      </div>
      <div>
        {towns.value === 'failed' && <p class="quiet">{text.noTowns}</p>}
        <TripPages trips={trips} shown={shown} part={part} onPart={setPart} />
      </div>
    </div>
  )
}

function TripPages(props: {
  trips: readonly ShownTrip[]
  shown: VaultView
  part: ListWindow
  onPart: (part: ListWindow) => void
}) {
  const { trips, shown, part, onPart } = props
  const text = words().trips
  const onScreen = trips.slice(part.from, part.from + part.count)
  const count = fill(text.shown, { shown: number(onScreen.length), total: number(trips.length) })
  return (
    <>
      {part.from > 0 && (
        <div class="more more-before">
          <button type="button" class="minor" onClick={() => onPart(withNewer(part))}>
            {text.newer}
          </button>
        </div>
      )}
      <TripWeeks weeks={weeksOf(onScreen, trips, weekStart())} stays={staysAfter(shown.trips, shown.stays)} />
      {onScreen.length > 0 && onScreen.length < trips.length && (
        <div class="more">
          <p class="quiet">{count}</p>
          {part.from + part.count < trips.length && (
            <button type="button" class="minor" onClick={() => onPart(withOlder(part))}>
              {words().common.more}
            </button>
          )}
        </div>
      )}
    </>
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
        {view.value?.connection.isOffline
          ? words().offline.cannotAsk
          : waiting === 0
            ? text.nothingWaiting
            : counted(text.waiting, waiting)}
      </p>
      <button
        type="button"
        class={waiting === 0 ? 'minor' : undefined}
        disabled={busy}
        onClick={() => run(process)}
      >
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
      <WaysToBegin />
    </section>
  )
}
