/** One's own working days beside the national averages, each with its source and year. */
import type { Workdays } from '../../shared/analysis/comparisons.ts'
import type { SurveyMode } from '../../shared/analysis/norms.ts'
import { france } from '../../shared/analysis/norms.ts'
import { DataTable } from '../parts/data-table.tsx'
import { co2e, duration, fill, number, percent } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { Chart, Picture, useChartWidth } from './chart.tsx'
import { SourceLink } from './year-budget.tsx'

interface NormsProps {
  readonly own: Workdays
  readonly paceCo2eKg: number | undefined
  readonly caption: string
}

const surveyed = Object.keys(france.tripShares.value) as Exclude<SurveyMode, 'other'>[]

export function Norms({ own, paceCo2eKg, caption }: NormsProps) {
  const text = words().analysis
  const reading = fill(text.normsReading, {
    own: percent(own.tripShares.cycle),
    others: percent(france.tripShares.value.cycle),
  })
  return (
    <>
      <Chart
        caption={caption}
        reading={reading}
        testId="norms"
        picture={<Pairs own={own} />}
        table={() => <NormsTable own={own} paceCo2eKg={paceCo2eKg} />}
      />
      <p class="quiet">{text.normsHint}</p>
    </>
  )
}

const rowHeight = 50

/** For each mode a full bar for oneself and a hollow one for France, both with their share. */
function Pairs({ own }: Pick<NormsProps, 'own'>) {
  const width = useChartWidth()
  const text = words().analysis
  const barWidth = width * 0.62
  return (
    <Picture width={width} height={rowHeight * surveyed.length}>
      {surveyed.map((mode, n) => {
        const [mine, theirs] = [own.tripShares[mode], france.tripShares.value[mode]]
        const y = n * rowHeight
        return (
          <g key={mode}>
            <text class="label-start label-strong" x="0" y={y + 12}>
              {text.survey[mode]}
            </text>
            <rect class="bar" x="1" y={y + 18} width={mine * barWidth} height="11" />
            <text class="label-start" x={mine * barWidth + 7} y={y + 28}>
              {text.you} {percent(mine)}
            </text>
            <rect class="frame" x="1" y={y + 32} width={theirs * barWidth} height="11" />
            <text class="label-start" x={theirs * barWidth + 7} y={y + 42}>
              {text.france} {percent(theirs)}
            </text>
          </g>
        )
      })}
    </Picture>
  )
}

function NormsTable({ own, paceCo2eKg }: Omit<NormsProps, 'caption'>) {
  const text = words().analysis
  const rows = [
    {
      name: text.tripsPerWorkday,
      you: number(Math.round(own.trips * 10) / 10),
      others: number(france.tripsPerWorkday.value),
      source: france.tripsPerWorkday.source,
    },
    {
      name: text.minutesPerWorkday,
      you: duration(own.durationMs),
      others: duration(france.minutesPerWorkday.value * 60_000),
      source: france.minutesPerWorkday.source,
    },
    ...surveyed.map((mode) => ({
      name: fill(text.tripShare, { mode: text.survey[mode] }),
      you: percent(own.tripShares[mode]),
      others: percent(france.tripShares.value[mode]),
      source: france.tripShares.source,
    })),
    {
      name: text.yearCo2e,
      you: paceCo2eKg === undefined ? text.notYet : co2e(paceCo2eKg),
      others: co2e(france.yearCo2eKg.value),
      source: france.yearCo2eKg.source,
    },
  ]
  return (
    <DataTable stacks caption={text.normsTable} columns={[text.figure, text.you, text.france, text.source]}>
      {rows.map(({ name, you, others, source }) => (
        <tr key={name} data-testid="norm-row">
          <th scope="row">{name}</th>
          <td>{you}</td>
          <td>{others}</td>
          <td class="long">
            <SourceLink source={source} />
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
