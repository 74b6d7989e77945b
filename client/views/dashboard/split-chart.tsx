/** A modal split of the last month that has one: a bar for each group of modes, with the span that noise leaves open. */
import type { ModeFamily } from '../../../shared/engine/mode.ts'
import type { Series, SplitId } from '../../../shared/research/dashboard.ts'
import type { Estimate } from '../../../shared/research/estimates.ts'
import type { ModeGroup } from '../../../shared/research/groups.ts'
import { Chart, Picture, useChartWidth } from '../../charts/chart.tsx'
import { fillOf } from '../../charts/patterns.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { capital } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { fineShare, groupName, monthName } from '../studies/study-words.ts'
import { lastReading } from './month-chart.tsx'

/** The pattern that a group is drawn in. */
const families: Readonly<Record<ModeGroup, ModeFamily>> = {
  walk: 'foot',
  cycle: 'cycle',
  car: 'car',
  'two-wheeler': 'two-wheeler',
  bus: 'road-transit',
  rail: 'rail',
  air: 'air',
  other: 'unknown',
}
const groups = Object.keys(families) as ModeGroup[]

type Split = Readonly<Record<ModeGroup, Series>>

interface Bar {
  readonly group: ModeGroup
  readonly estimate: Estimate
}

export function SplitChart({ id, split }: { id: SplitId; split: Split }) {
  const text = words().studies.dashboard
  const month = split.walk.months.findLast(({ kind }) => kind !== 'none')?.month
  const bars = month === undefined ? [] : barsOf(split, month)
  const most = bars.toSorted((a, b) => b.estimate.value - a.estimate.value)[0]
  const reading = most
    ? lastReading(split[most.group], text.splitReading.replace('{mode}', groupName(most.group)), fineShare)
    : lastReading(split.walk, '', fineShare)
  return (
    <Chart
      caption={text.splits[id]}
      reading={`${reading} ${text.splitHint}`}
      testId={id}
      picture={<Bars bars={bars} />}
      legend={bars.length > 0 && <p class="quiet">{text.spanHint}</p>}
      table={() => <SplitTable id={id} split={split} />}
    />
  )
}

function barsOf(split: Split, month: string): Bar[] {
  return groups.flatMap((group) => {
    const figure = split[group].months.find((each) => each.month === month)
    return figure?.kind === 'shown' ? [{ group, estimate: figure.estimate }] : []
  })
}

const rowHeight = 42

function Bars({ bars }: { bars: readonly Bar[] }) {
  const width = useChartWidth()
  const most = Math.max(...bars.map(({ estimate }) => estimate.high95), 1)
  const x = (value: number): number => 1 + (value / most) * (width - 62)
  return (
    <Picture width={width} height={rowHeight * bars.length}>
      {bars.map(({ group, estimate }, n) => {
        const y = n * rowHeight
        const [low, high] = [x(estimate.low95), x(estimate.high95)]
        return (
          <g key={group}>
            <text class="label-start" x="0" y={y + 12}>
              {capital(groupName(group))}
            </text>
            <rect
              class={`shape shape-${families[group]}`}
              fill={fillOf(families[group])}
              x="1"
              y={y + 17}
              width={Math.max(0, x(estimate.value) - 1)}
              height="16"
            />
            <path class="span-line" d={`M${low} ${y + 25}H${high}M${low} ${y + 21}v8M${high} ${y + 21}v8`} />
            <text class="label-start label-strong" x={high + 8} y={y + 30}>
              {fineShare(estimate.value)}
            </text>
          </g>
        )
      })}
    </Picture>
  )
}

function SplitTable({ id, split }: { id: SplitId; split: Split }) {
  const text = words().studies.dashboard
  const months = split.walk.months.toReversed()
  return (
    <DataTable caption={text.splits[id]} columns={[text.month, text.mode, text.value, text.from, text.to]}>
      {months.flatMap(({ month, kind }) =>
        kind === 'shown' ? (
          barsOf(split, month).map(({ group, estimate }) => (
            <tr key={`${month} ${group}`} data-testid="split-row" data-month={month} data-mode={group}>
              <th scope="row">{capital(monthName(month))}</th>
              <td class="long">{groupName(group)}</td>
              <td>{fineShare(estimate.value)}</td>
              <td>{fineShare(estimate.low95)}</td>
              <td>{fineShare(estimate.high95)}</td>
            </tr>
          ))
        ) : (
          <tr key={month} data-testid="split-row" data-month={month}>
            <th scope="row">{capital(monthName(month))}</th>
            <td colSpan={4}>{kind === 'none' ? text.noRelease : text.tooNoisy}</td>
          </tr>
        ),
      )}
    </DataTable>
  )
}
