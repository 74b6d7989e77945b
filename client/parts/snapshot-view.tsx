/** What a link shows of trips: for its owner before it is made, and for whoever opens it. */
import { useState } from 'preact/hooks'
import type { Mode } from '../../shared/engine/mode.ts'
import type { SharedTrip, Snapshot } from '../../shared/sharing/snapshot.ts'
import { co2e, counted, distance, duration, fill, number, shortDay } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { DataTable } from './data-table.tsx'
import { LazyMap } from './lazy-map.tsx'
import { ModeName, tripModes } from './mode-line.tsx'

const tripsPerPage = 20

export function SnapshotView({ snapshot }: { snapshot: Snapshot }) {
  const text = words().shared
  const { trips, from, to } = snapshot
  const ways = waysOf(trips)
  const days = { from: shortDay(from), to: shortDay(to) }
  const total = {
    trips: counted(words().trips.dayTrips, trips.length),
    distance: distance(sumOf(trips, 'distanceM')),
    duration: duration(sumOf(trips, 'durationMs')),
    co2e: co2e(sumOf(trips, 'co2eKg')),
  }
  return (
    <div data-testid="snapshot">
      <h2>{from === to ? fill(text.day, days) : fill(text.days, days)}</h2>
      <p class="lead">{fill(text.total, total)}</p>
      {ways.length > 0 && <LazyMap sections={ways} hasEnds={false} />}
      {snapshot.endsHidden && <p class="quiet">{text.endsHidden}</p>}
      {trips.length > 0 && <ModeTable trips={trips} />}
      {trips.length > 0 && <TripTable trips={trips} />}
      <p class="quiet">{fill(text.factors, { label: snapshot.factors })}</p>
    </div>
  )
}

const waysOf = (trips: readonly SharedTrip[]) =>
  trips.flatMap(({ sections }) =>
    sections.flatMap(({ mode, ways }) => (ways ?? []).map((geometry) => ({ mode, geometry }))),
  )

type Figure = 'distanceM' | 'durationMs' | 'co2eKg'

const sumOf = (items: readonly Record<Figure, number>[], figure: Figure): number =>
  items.reduce((sum, item) => sum + item[figure], 0)

function ModeTable({ trips }: { trips: readonly SharedTrip[] }) {
  const text = words().summary
  const byMode = Map.groupBy(
    trips.flatMap(({ sections }) => sections),
    ({ mode }): Mode => mode,
  )
  const rows = [...byMode].sort(
    ([, a], [, b]) =>
      sumOf(b, 'co2eKg') - sumOf(a, 'co2eKg') || sumOf(b, 'distanceM') - sumOf(a, 'distanceM'),
  )
  return (
    <DataTable
      caption={text.byMode}
      columns={[text.mode, text.sections, text.duration, text.distance, text.co2e]}
    >
      {rows.map(([mode, sections]) => (
        <tr key={mode} data-testid="shared-mode" data-mode={mode}>
          <th scope="row">
            <ModeName mode={mode} />
          </th>
          <td>{number(sections.length)}</td>
          <td>{duration(sumOf(sections, 'durationMs'))}</td>
          <td>{distance(sumOf(sections, 'distanceM'))}</td>
          <td>{co2e(sumOf(sections, 'co2eKg'))}</td>
        </tr>
      ))}
    </DataTable>
  )
}

function TripTable({ trips }: { trips: readonly SharedTrip[] }) {
  const [pages, setPages] = useState(1)
  const text = words().shared
  const shown = trips.slice(0, pages * tripsPerPage)
  return (
    <>
      <DataTable
        caption={text.trips}
        columns={[text.when, text.modes, text.duration, text.distance, words().summary.co2e]}
      >
        {shown.map((trip, i) => (
          <tr key={`${i} ${trip.day}`} data-testid="shared-trip">
            <th scope="row" class="long">
              <TripLabel trip={trip} />
            </th>
            <td class="long">
              {tripModes(trip.sections)
                .map((mode) => words().modes[mode])
                .join(', ')}
            </td>
            <td>{duration(trip.durationMs)}</td>
            <td>{distance(trip.distanceM)}</td>
            <td>{co2e(trip.co2eKg)}</td>
          </tr>
        ))}
      </DataTable>
      {shown.length < trips.length && (
        <p class="buttons">
          <button type="button" class="minor" onClick={() => setPages(pages + 1)}>
            {words().common.more}
          </button>
        </p>
      )}
    </>
  )
}

function TripLabel({ trip: { day, start, end, name, purpose } }: { trip: SharedTrip }) {
  const times = start && end ? `, ${start} – ${end}` : ''
  const said = [name, purpose && words().purposes[purpose]].filter(Boolean).join(', ')
  return (
    <>
      {shortDay(day)}
      {times}
      {said !== '' && (
        <>
          <br />
          {said}
        </>
      )}
    </>
  )
}
