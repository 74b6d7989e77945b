/** The speed along a trip: a picture, what it says in a sentence, and the same as a table. */
import type { SpeedProfile } from '../../../shared/analysis/speed-profile.ts'
import type { Mode, ModeFamily } from '../../../shared/engine/mode.ts'
import { modes } from '../../../shared/engine/mode.ts'
import { Chart, Picture, useChartWidth } from '../../charts/chart.tsx'
import { FamilyLegend, fillOf } from '../../charts/patterns.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { ShownTrip } from '../../vault-protocol.ts'
import { asPerHour, clock, duration, fill, perHour, spanMs, speed as speedText } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

interface SpeedProps {
  readonly trip: ShownTrip
  readonly speeds: SpeedProfile
}

const height = 180
const floor = height - 24
const top = 22
/** Rows of the table; each puts some steps together. */
const mostRows = 15

export function SpeedChart({ trip, speeds }: SpeedProps) {
  const text = words().trip.speed
  const steps = stepsOf(trip, speeds)
  const shown = [...new Set(steps.map(({ mode }) => modes[mode].family))]
  return (
    <>
      <Chart
        caption={text.title}
        reading={readingOf(trip, steps)}
        testId="speed"
        picture={<Speeds trip={trip} speeds={speeds} steps={steps} />}
        legend={<FamilyLegend shown={shown} />}
        table={() => <SpeedTable trip={trip} steps={steps} />}
      />
      <p class="quiet">{fill(text.hint, { duration: duration(speeds.stepMs) })}</p>
    </>
  )
}

interface Step {
  readonly startMs: number
  readonly endMs: number
  readonly mode: Mode
  /** Kilometres or miles per hour. */
  readonly perHour: number | null
}

/** Each step with the mode of the section that it lies in. */
function stepsOf({ sections }: ShownTrip, { startMs, stepMs, speedsMps }: SpeedProfile): Step[] {
  return speedsMps.map((speed, n) => {
    const middleMs = startMs + (n + 0.5) * stepMs
    const section = sections.find(({ end }) => Date.parse(end) >= middleMs) ?? sections.at(-1)!
    return {
      startMs: startMs + n * stepMs,
      endMs: startMs + (n + 1) * stepMs,
      mode: section.mode,
      perHour: speed === null ? null : perHour(speed),
    }
  })
}

const timeOf = (timeMs: number, { timeZone }: ShownTrip): string =>
  clock(new Date(timeMs).toISOString(), timeZone)

function readingOf(trip: ShownTrip, steps: readonly Step[]): string {
  const { trip: text, modes: names } = words()
  const fastest = steps.reduce((best, step) => ((step.perHour ?? -1) > (best.perHour ?? -1) ? step : best))
  return fill(text.speed.reading, {
    time: timeOf(fastest.startMs, trip),
    mode: names[fastest.mode],
    top: asPerHour(fastest.perHour ?? 0),
    mean: speedText((1000 * trip.distanceM) / spanMs(trip)),
  })
}

/** The highest line of the picture: a round number above all speeds. */
function ceilingOf(steps: readonly Step[]): number {
  const most = Math.max(4, ...steps.map(({ perHour: amount }) => amount ?? 0))
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 6, 8, 10].map((digit) => digit * power).find((value) => value >= most) ?? most
}

function Speeds({ trip, speeds, steps }: SpeedProps & { steps: readonly Step[] }) {
  const width = useChartWidth()
  const ceiling = ceilingOf(steps)
  const lastMs = speeds.startMs + speeds.stepMs * steps.length
  const x = (timeMs: number): number => ((timeMs - speeds.startMs) / (lastMs - speeds.startMs)) * width
  const y = (amount: number): number => floor - (amount / ceiling) * (floor - top)
  return (
    <Picture width={width} height={height}>
      <path class="bars-floor" d={[0.5, 1].map((part) => `M0 ${y(ceiling * part)}H${width}`).join('')} />
      {[...areasOf(steps, x, y)].map(([family, d]) => (
        <path key={family} class={`shape shape-${family}`} fill={fillOf(family)} d={d} />
      ))}
      <path class="bars-floor" d={`M0 ${floor + 0.5}H${width}`} />
      <text class="label-start" x={2} y={top - 6}>
        {asPerHour(ceiling)}
      </text>
      <text class="label-start" x={0} y={height - 7}>
        {timeOf(speeds.startMs, trip)}
      </text>
      <text x={width / 2} y={height - 7}>
        {timeOf((speeds.startMs + lastMs) / 2, trip)}
      </text>
      <text class="label-end" x={width} y={height - 7}>
        {timeOf(lastMs, trip)}
      </text>
    </Picture>
  )
}

/** The outline of the steps of each family, as a stair. */
function areasOf(
  steps: readonly Step[],
  x: (timeMs: number) => number,
  y: (amount: number) => number,
): Map<ModeFamily, string> {
  const areas = new Map<ModeFamily, string>()
  let before: ModeFamily | undefined
  const close = (endMs: number): void => {
    if (before) areas.set(before, `${areas.get(before)}H${x(endMs).toFixed(1)}V${floor}z`)
    before = undefined
  }
  for (const { startMs, mode, perHour: amount } of steps) {
    const { family } = modes[mode]
    if (amount === null || family !== before) close(startMs)
    if (amount === null) continue
    const start = before ? 'H' : `M${x(startMs).toFixed(1)} ${floor}`
    const along = before ? `${start}${x(startMs).toFixed(1)}` : start
    areas.set(family, `${areas.get(family) ?? ''}${along}V${y(amount).toFixed(1)}`)
    before = family
  }
  close(steps.at(-1)!.endMs)
  return areas
}

function SpeedTable({ trip, steps }: { trip: ShownTrip; steps: readonly Step[] }) {
  const { trip: text, modes: names } = words()
  const perRow = Math.ceil(steps.length / mostRows)
  const rows = Array.from({ length: Math.ceil(steps.length / perRow) }, (_, n) =>
    steps.slice(n * perRow, (n + 1) * perRow),
  )
  return (
    <DataTable caption={text.speed.table} columns={[text.time, text.mode, text.speed.mean, text.speed.top]}>
      {rows.map((row) => {
        const known = row.flatMap(({ perHour: amount }) => amount ?? [])
        const mean = known.reduce((sum, speed) => sum + speed, 0) / known.length
        const said = (amount: number): string =>
          known.length === 0 ? text.speed.unrecorded : asPerHour(amount)
        return (
          <tr key={row[0]!.startMs} data-testid="speed-row">
            <th scope="row">
              {fill(text.speed.slice, {
                start: timeOf(row[0]!.startMs, trip),
                end: timeOf(row.at(-1)!.endMs, trip),
              })}
            </th>
            <td>{[...new Set(row.map(({ mode }) => names[mode]))].join(', ')}</td>
            <td>{said(mean)}</td>
            <td>{said(Math.max(...known))}</td>
          </tr>
        )
      })}
    </DataTable>
  )
}
