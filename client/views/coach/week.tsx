/** A week's gains, and its figures beside those of the week before. */
import { useState } from 'preact/hooks'
import { defaultWeightKg } from '../../../shared/analysis/effort.ts'
import { measures } from '../../../shared/analysis/figures.ts'
import { weeksUpTo } from '../../../shared/coach/goals.ts'
import type { Gain } from '../../../shared/coach/summary.ts'
import { weekSummary } from '../../../shared/coach/summary.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { amountOf } from '../../charts/amounts.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Section } from '../../parts/section.tsx'
import { view } from '../../state.ts'
import { weekStart } from '../../trips/week.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { capital, co2e, counted, days, distance, duration, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** Weeks to choose from. */
const weekCount = 12

export function Week(props: { trips: readonly ShownTrip[]; today: string; choice: FootprintChoice }) {
  const { trips, today, choice } = props
  const text = words().coach
  const weeks = weeksUpTo(today, trips.at(-1)!.localDay, weekCount, weekStart()).toReversed()
  // The last whole week says more than one that has just begun.
  const [first, setFirst] = useState((weeks[1] ?? weeks[0])!.first)
  const week = weeks.find((each) => each.first === first) ?? weeks[0]!
  const weightKg = view.value?.settings.weightKg ?? defaultWeightKg
  const { gains, now, before } = weekSummary(trips, week, choice, weightKg)
  return (
    <Section title={text.weekTitle}>
      <div class="choices-row">
        <SelectField
          label={text.week}
          value={week.first}
          onValue={setFirst}
          choices={weeks.map((each) => [each.first, days(each)])}
        />
      </div>
      <ul class="gains" data-testid="gains">
        {gains.map((gain) => (
          <li key={gain.kind} data-gain={gain.kind}>
            {tell(gain)}
          </li>
        ))}
      </ul>
      {gains.length === 0 && <p>{now.trips === 0 ? text.noGains : text.quietWeek}</p>}
      <DataTable caption={text.weekTable} columns={[text.figure, text.thisWeek, text.weekBefore]}>
        {measures.map((measure) => (
          <tr key={measure} data-testid="week-row" data-measure={measure}>
            <th scope="row">{capital(words().analysis.measures[measure])}</th>
            <td class="long">{amountOf(measure, now[measure])}</td>
            <td class="long">{amountOf(measure, before[measure])}</td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}

function tell(gain: Gain): string {
  const text = words().coach
  switch (gain.kind) {
    case 'avoided':
      return fill(text.avoided, { distance: distance(gain.distanceM), co2e: co2e(gain.co2eKg) })
    case 'cycled-to-work':
      return counted(text.cycledToWork, gain.days)
    case 'active':
      return fill(text.active, { duration: duration(gain.durationMs) })
    case 'less-co2e':
      return fill(text.lessCo2e, { co2e: co2e(gain.co2eKg) })
    case 'less-solo-car':
      return fill(text.lessSoloCar, { distance: distance(gain.distanceM) })
  }
}
