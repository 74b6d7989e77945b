/** One's own trips made otherwise. */
import { useState } from 'preact/hooks'
import type { OwnSpeeds, Way } from '../../../shared/coach/what-if.ts'
import { asMade, otherWays } from '../../../shared/coach/what-if.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Section } from '../../parts/section.tsx'
import { tripTitle } from '../../trips/trip-title.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { capital, co2e, distance, duration, euros, fill, shortDay } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { Electric } from './electric.tsx'
import { HomeDays } from './home-days.tsx'

/** Trips to choose from. */
const tripCount = 60

interface WhatIfProps {
  readonly trips: readonly ShownTrip[]
  readonly choice: FootprintChoice
  readonly speeds: OwnSpeeds
}

export function WhatIf(props: WhatIfProps) {
  return (
    <Section title={words().coach.whatIfTitle}>
      <OneTrip {...props} />
      <Electric trips={props.trips} choice={props.choice} />
      <HomeDays trips={props.trips} />
    </Section>
  )
}

function OneTrip({ trips, choice, speeds }: WhatIfProps) {
  const text = words().coach
  const choices = trips.slice(0, tripCount)
  const mostKg = choices.reduce((most, trip) => (trip.co2eKg > most.co2eKg ? trip : most))
  const [start, setStart] = useState(mostKg.start)
  const trip = trips.find((each) => each.start === start) ?? mostKg
  const title = tripTitle.value(trip)
  const ways = otherWays(trip, choice, speeds)
  // A line that nobody has said is there is no advice.
  const best = ways
    .filter(({ pace }) => pace !== 'line')
    .reduce<Way | undefined>((a, b) => (a && a.co2eKg <= b.co2eKg ? a : b), undefined)
  return (
    <>
      <h3>{text.whatIfTrip}</h3>
      <SelectField
        label={text.chooseTrip}
        value={trip.start}
        onValue={setStart}
        choices={choices.map((each) => [
          each.start,
          fill(text.tripChoice, {
            day: shortDay(each.localDay),
            start: each.localStart,
            title: tripTitle.value(each),
          }),
        ])}
      />
      {best && (
        <p data-testid="what-if-reading">
          {fill(text.whatIfReading, {
            title,
            distance: distance(trip.distanceM),
            mode: words().modes[best.mode],
            co2e: co2e(best.co2eKg),
            now: co2e(trip.co2eKg),
          })}
        </p>
      )}
      <DataTable caption={text.waysTable} columns={[text.mode, text.time, text.co2e, text.euros]}>
        {[asMade(trip), ...ways].map((way, n) => (
          <WayRow key={way.mode} way={way} isMade={n === 0} />
        ))}
      </DataTable>
    </>
  )
}

function WayRow({ way, isMade }: { way: Way; isMade: boolean }) {
  const text = words().coach
  const mode = capital(words().modes[way.mode])
  const name = isMade ? fill(text.asMade, { mode }) : fill(text.carpoolOfTwo, { mode })
  return (
    <tr data-testid="way" data-mode={way.mode}>
      <th scope="row">{isMade || way.mode === 'carpool' ? name : mode}</th>
      <td>
        {duration(way.durationMs)} {!isMade && <small>{text.paces[way.pace]}</small>}
      </td>
      <td data-testid="way-co2">{co2e(way.co2eKg)}</td>
      <td>{way.costEur === null ? text.unknown : euros(way.costEur)}</td>
    </tr>
  )
}
