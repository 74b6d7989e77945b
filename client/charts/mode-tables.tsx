/** The figures of a period by mode, and one of them by mode and purpose. */
import type { Measure, Row } from '../../shared/analysis/figures.ts'
import { groupsBy, measures, totalsOf } from '../../shared/analysis/figures.ts'
import type { Period } from '../../shared/analysis/periods.ts'
import type { Mode } from '../../shared/engine/mode.ts'
import { DataTable } from '../parts/data-table.tsx'
import { ModeName } from '../parts/mode-line.tsx'
import { Section } from '../parts/section.tsx'
import { tripFilter } from '../state.ts'
import { everyTrip } from '../trips/trip-filter.ts'
import { capital, fill, percent } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { amountOf, periodName } from './amounts.ts'

/** A trip has one main mode; what is measured of sections goes by each section's own. */
const modeOf = (measure: Measure) => (row: Row) => (measure === 'trips' ? row.mainMode : row.mode)

interface ModeTablesProps {
  readonly rows: readonly Row[]
  readonly measure: Measure
  readonly period: Period
}

/** Every figure by mode. */
export function ByMode({ rows, measure, period }: ModeTablesProps) {
  const text = words()
  const groups = groupsBy(rows, ({ mode }) => mode, measure)
  const all = totalsOf(rows)
  const [first] = groupsBy(rows, modeOf(measure), measure)
  const reading =
    first && all[measure] > 0
      ? fill(text.analysis.modesReading, {
          measure: text.analysis.measures[measure],
          mode: text.modes[first.key],
          amount: amountOf(measure, first.totals[measure]),
          share: percent(first.totals[measure] / all[measure]),
        })
      : text.analysis.nothing
  const heads = measures.map((each) =>
    each === 'trips' ? text.analysis.withIt : capital(text.analysis.measures[each]),
  )
  const caption = fill(text.analysis.of, { what: text.analysis.modes, period: periodName(period) })
  return (
    <Section title={text.analysis.modes}>
      <p data-testid="modes-reading">{reading}</p>
      <DataTable caption={caption} columns={[text.analysis.mode, ...heads]}>
        {groups.map(({ key, totals }) => (
          <tr key={key} data-testid="mode-row" data-mode={key}>
            <th scope="row">
              <ModeName mode={key} />
            </th>
            {measures.map((each) => (
              <td key={each} data-measure={each}>
                {each === 'trips' ? (
                  <TripsLink mode={key} period={period}>
                    {amountOf(each, totals[each])}
                  </TripsLink>
                ) : (
                  amountOf(each, totals[each])
                )}
              </td>
            ))}
          </tr>
        ))}
        <tr class="total" data-testid="mode-total">
          <th scope="row">{text.analysis.all}</th>
          {measures.map((each) => (
            <td key={each} data-measure={each} data-testid={each === 'co2eKg' ? 'period-co2' : undefined}>
              {amountOf(each, all[each])}
            </td>
          ))}
        </tr>
      </DataTable>
    </Section>
  )
}

/** Leads to the trips of the period that have the mode; the address says nothing of it. */
function TripsLink({ mode, period, children }: { mode: Mode; period: Period; children: string }) {
  const show = (): void => {
    tripFilter.value = { ...everyTrip, mode, first: period.first, last: period.last }
  }
  return (
    <a href="/trips" onClick={show}>
      {children}
    </a>
  )
}

/** One figure by mode and purpose. */
export function ByModeAndPurpose({ rows, measure, period }: ModeTablesProps) {
  const text = words()
  const byMode = groupsBy(rows, modeOf(measure), measure)
  const purposes = groupsBy(rows, ({ purpose }) => purpose, measure).map(({ key }) => key)
  const cells = groupsBy(rows, (row) => `${modeOf(measure)(row)} ${row.purpose}`, measure)
  const cellOf = (mode: string, purpose: string): number =>
    cells.find(({ key }) => key === `${mode} ${purpose}`)?.totals[measure] ?? 0
  const title = fill(text.analysis.cross, { measure: text.analysis.measures[measure] })
  return (
    <Section title={title}>
      <p data-testid="cross-reading">{crossReading(rows, measure)}</p>
      <DataTable
        caption={fill(text.analysis.of, { what: title, period: periodName(period) })}
        columns={[
          text.analysis.mode,
          ...purposes.map((purpose) => capital(text.purposes[purpose])),
          text.analysis.all,
        ]}
      >
        {byMode.map(({ key: mode, totals }) => (
          <tr key={mode} data-testid="cross-row" data-mode={mode}>
            <th scope="row">
              <ModeName mode={mode} />
            </th>
            {purposes.map((purpose) => (
              <td key={purpose} data-purpose={purpose}>
                {amountOf(measure, cellOf(mode, purpose))}
              </td>
            ))}
            <td>{amountOf(measure, totals[measure])}</td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}

function crossReading(rows: readonly Row[], measure: Measure): string {
  const text = words()
  const mode = modeOf(measure)
  const best = Map.groupBy(rows, (row) => `${mode(row)} ${row.purpose}`)
  const [largest] = [...best.values()].sort((a, b) => totalsOf(b)[measure] - totalsOf(a)[measure])
  if (!largest || totalsOf(largest)[measure] === 0) return text.analysis.nothing
  return fill(text.analysis.crossReading, {
    mode: text.modes[mode(largest[0]!)],
    purpose: text.purposes[largest[0]!.purpose],
    amount: amountOf(measure, totalsOf(largest)[measure]),
  })
}
