/** The paper itself: what a period adds up to, as a sentence and tables. */
import type { Period } from '../../shared/exports/summary.ts'
import type { FootprintBasis } from '../../shared/footprint/choice.ts'
import { DataTable } from '../parts/data-table.tsx'
import { ModeName } from '../parts/mode-line.tsx'
import type { OutputOf } from '../vault-protocol.ts'
import { co2e, counted, distance, duration, factor, fill, month, number, shortDay } from '../words/speak.ts'
import { words } from '../words/words.ts'

type Shown = OutputOf<'summary'>

export function Paper({ period, summary }: { period: Period; summary: Shown }) {
  const text = words().summary
  const { total, sets } = summary
  const title = fill(text.paperTitle, { from: shortDay(period.from), to: shortDay(period.to) })
  return (
    <article class="paper" data-testid="paper">
      <h2>{title}</h2>
      {total.trips === 0 ? <p>{text.empty}</p> : <Tables summary={summary} />}
      <p class="quiet">{text.method}</p>
      {sets.map((set) => (
        <p class="quiet" key={set.label}>
          {fill(text.set, set)}
        </p>
      ))}
      <p class="quiet">{fill(text.made, { date: shortDay(today()) })}</p>
    </article>
  )
}

function Tables({ summary }: { summary: Shown }) {
  const text = words().summary
  const { total } = summary
  const values = {
    trips: counted(words().trips.dayTrips, total.trips),
    distance: distance(total.distanceM),
    duration: duration(total.durationMs),
    co2e: co2e(total.co2eKg),
  }
  return (
    <>
      <p class="lead">{fill(text.total, values)}</p>
      <ModeTable summary={summary} />
      {summary.months.length > 1 && <MonthTable summary={summary} />}
      <FactorTable summary={summary} />
    </>
  )
}

function ModeTable({ summary: { modes, total } }: { summary: Shown }) {
  const text = words().summary
  const sections = modes.reduce((sum, row) => sum + row.sections, 0)
  return (
    <DataTable
      caption={text.byMode}
      columns={[text.mode, text.sections, text.duration, text.distance, text.co2e]}
    >
      {modes.map((row) => (
        <tr key={row.mode} data-testid="paper-mode" data-mode={row.mode}>
          <th scope="row">
            <ModeName mode={row.mode} />
          </th>
          <td>{number(row.sections)}</td>
          <td>{duration(row.durationMs)}</td>
          <td>{distance(row.distanceM)}</td>
          <td>{co2e(row.co2eKg)}</td>
        </tr>
      ))}
      <tr class="sum" data-testid="paper-total">
        <th scope="row">{text.all}</th>
        <td>{number(sections)}</td>
        <td>{duration(modes.reduce((sum, row) => sum + row.durationMs, 0))}</td>
        <td>{distance(total.distanceM)}</td>
        <td>{co2e(total.co2eKg)}</td>
      </tr>
    </DataTable>
  )
}

function MonthTable({ summary: { months } }: { summary: Shown }) {
  const text = words().summary
  return (
    <DataTable
      caption={text.byMonth}
      columns={[text.month, text.trips, text.duration, text.distance, text.co2e]}
    >
      {months.map((row) => (
        <tr key={row.month} data-testid="paper-month">
          <th scope="row">{month(row.month)}</th>
          <td>{number(row.trips)}</td>
          <td>{duration(row.durationMs)}</td>
          <td>{distance(row.distanceM)}</td>
          <td>{co2e(row.co2eKg)}</td>
        </tr>
      ))}
    </DataTable>
  )
}

function FactorTable({ summary: { modes } }: { summary: Shown }) {
  const text = words().summary
  return (
    <DataTable stacks caption={text.factors} columns={[text.mode, text.factor, text.source]}>
      {modes.flatMap(({ mode, factors }) =>
        (factors.length > 0 ? factors : [undefined]).map((used, n) => (
          <tr key={`${mode} ${n}`} data-testid="paper-factor" data-mode={mode}>
            <th scope="row">{words().modes[mode]}</th>
            <td class="long">{used ? perKm(used) : text.noFactor}</td>
            <td class="long">{used ? sourceOf(used) : '–'}</td>
          </tr>
        )),
      )}
    </DataTable>
  )
}

function perKm({ unit, kgPerKm, parts, vehicle, territory }: FootprintBasis): string {
  const text = words().summary
  const pattern = unit === 'vehicle-km' ? text.perVehicle : text.perPassenger
  const figure = fill(pattern, { co2e: factor(kgPerKm) })
  const whole = parts === 'usage' ? fill(text.usageOnly, { figure }) : figure
  const of = vehicle ?? territory
  return of === undefined ? whole : fill(text.figureOf, { of, figure: whole })
}

/** Of the reference, what finds it in the source; the rest is a remark in one language. */
function sourceOf({ source: { name, reference, year } }: FootprintBasis): string {
  const key = /^\d+(?:, \d+)*/.exec(reference)?.[0] ?? reference
  return fill(words().summary.sourceOf, { name, reference: key, year: String(year) })
}

function today(): string {
  const now = new Date()
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10)
}
