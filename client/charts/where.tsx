/** Where trips led: a table by place of arrival and, when asked for, a map of how often one passed where. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Measure, Row } from '../../shared/analysis/figures.ts'
import { groupsBy, measures } from '../../shared/analysis/figures.ts'
import type { Period } from '../../shared/analysis/periods.ts'
import { isWithin } from '../../shared/analysis/periods.ts'
import type { HeatMap } from '../map/heat-map.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { failureText } from '../parts/failure.ts'
import { Section } from '../parts/section.tsx'
import { placeLabel } from '../places/place-label.ts'
import { view } from '../state.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { capital, counted, fill } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { amountOf, periodName } from './amounts.ts'

interface WhereProps {
  readonly trips: readonly ShownTrip[]
  /** The rows of the period, of these trips. */
  readonly rows: readonly Row[]
  readonly period: Period
  readonly measure: Measure
}

/** Places that come after these are seldom gone to. */
const mostPlaces = 10

export function Where({ trips, rows, period, measure }: WhereProps) {
  const text = words()
  const places = new Map(view.value?.places.map((place) => [place.id, place]))
  const labelOf = (id: string): string => {
    const place = places.get(id)
    return place ? placeLabel(place) : text.analysis.elsewhere
  }
  const placeOf = ({ trip }: Row): string => trips[trip]?.to ?? ''
  const [first] = groupsBy(rows, placeOf, 'trips').filter(({ key }) => key !== '')
  return (
    <Section title={fill(text.analysis.of, { what: text.analysis.where, period: periodName(period) })}>
      <p data-testid="where-reading">
        {first
          ? fill(text.analysis.whereReading, {
              place: labelOf(first.key),
              trips: counted(text.trips.dayTrips, first.totals.trips),
            })
          : text.analysis.nothing}
      </p>
      <LazyHeatMap trips={trips} period={period} />
      <DataTable
        caption={fill(text.analysis.whereTable, { period: periodName(period) })}
        columns={[text.analysis.place, ...measures.map((each) => capital(text.analysis.measures[each]))]}
      >
        {groupsBy(rows, placeOf, measure)
          .slice(0, mostPlaces)
          .map(({ key, totals }) => (
            <tr key={key} data-testid="where-row">
              <th scope="row">{key === '' ? text.analysis.elsewhere : labelOf(key)}</th>
              {measures.map((each) => (
                <td key={each} data-measure={each}>
                  {amountOf(each, totals[each])}
                </td>
              ))}
            </tr>
          ))}
      </DataTable>
    </Section>
  )
}

type State = { readonly Map: typeof HeatMap } | 'unasked' | 'loading' | 'failed'

/** The map, fetched once it is asked for; it takes the focus of the button in whose place it comes. */
function LazyHeatMap({ trips, period }: Pick<WhereProps, 'trips' | 'period'>) {
  const [state, setState] = useState<State>('unasked')
  const frame = useRef<HTMLDivElement>(null)
  const { first, last } = period
  const sections = useMemo(
    () =>
      trips.filter(({ localDay }) => isWithin(localDay, { first, last })).flatMap((trip) => trip.sections),
    [trips, first, last],
  )
  useEffect(() => {
    if (state === 'unasked') return
    const map = frame.current?.querySelector('canvas')
    const target = map ?? frame.current
    target?.focus()
    if (state !== 'loading') return
    import('../map/heat-map.tsx').then(
      (module) => setState({ Map: module.HeatMap }),
      () => setState('failed'),
    )
  }, [state])
  if (state === 'unasked')
    return (
      <button type="button" class="minor" onClick={() => setState('loading')}>
        {words().analysis.drawMap}
      </button>
    )
  return (
    <div ref={frame} tabIndex={-1}>
      {state === 'failed' && <p class="problem">{failureText('offline')}</p>}
      {state === 'loading' && <p class="map-place quiet">{words().map.loading}</p>}
      {typeof state === 'object' && <state.Map sections={sections} />}
    </div>
  )
}
