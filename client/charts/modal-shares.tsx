/** Modal shares of distance, time and trips, as three bars of equal length. */
import type { Row, Share } from '../../shared/analysis/figures.ts'
import { modalShares } from '../../shared/analysis/figures.ts'
import type { Mode, ModeFamily } from '../../shared/engine/mode.ts'
import { modes } from '../../shared/engine/mode.ts'
import { DataTable } from '../parts/data-table.tsx'
import { ModeName } from '../parts/mode-line.tsx'
import { capital, fill, percent } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { amountOf } from './amounts.ts'
import { Chart, Picture, useChartWidth } from './chart.tsx'
import { FamilyLegend, families, fillOf } from './patterns.tsx'

const shared = ['distanceM', 'durationMs', 'trips'] as const
const rowHeight = 46
const barHeight = 22

export function ModalShares({ rows, caption }: { rows: readonly Row[]; caption: string }) {
  const text = words()
  const byMode = shared.map((measure) => modalShares(rows, measure, (mode) => mode))
  const byFamily = shared.map((measure) => modalShares(rows, measure, (mode) => modes[mode].family))
  const first = byMode[0]?.[0]?.key
  const shareOf = (n: number, mode: Mode): number => byMode[n]?.find(({ key }) => key === mode)?.share ?? 0
  const reading =
    first === undefined
      ? text.analysis.nothing
      : fill(text.analysis.sharesReading, {
          mode: capital(text.modes[first]),
          distance: percent(shareOf(0, first)),
          time: percent(shareOf(1, first)),
          trips: percent(shareOf(2, first)),
        })
  return (
    <Chart
      caption={caption}
      reading={`${reading} ${text.analysis.sharesHint}`}
      testId="shares"
      picture={<ShareBars shares={byFamily} />}
      legend={<FamilyLegend shown={byFamily.flat().map(({ key }) => key)} />}
      table={() => <SharesTable caption={caption} shares={byMode} />}
    />
  )
}

function ShareBars({ shares }: { shares: readonly Share<ModeFamily>[][] }) {
  const width = useChartWidth()
  const text = words().analysis
  const labels = [text.ofDistance, text.ofTime, text.ofTrips]
  return (
    <Picture width={width} height={rowHeight * shares.length}>
      {shares.map((parts, n) => (
        <g key={labels[n]}>
          <text class="label-start" x="0" y={n * rowHeight + 13}>
            {labels[n]}
          </text>
          <ShareBar parts={parts} y={n * rowHeight + 18} width={width} />
        </g>
      ))}
    </Picture>
  )
}

function ShareBar({ parts, y, width }: { parts: readonly Share<ModeFamily>[]; y: number; width: number }) {
  let from = 0
  return families.map((family) => {
    const part = parts.find(({ key }) => key === family)
    if (!part) return null
    const x = from
    from += part.share * width
    return (
      <rect
        key={family}
        class={`shape shape-${family}`}
        fill={fillOf(family)}
        x={x}
        y={y}
        width={part.share * width}
        height={barHeight}
      />
    )
  })
}

function SharesTable({ caption, shares }: { caption: string; shares: readonly Share<Mode>[][] }) {
  const text = words().analysis
  const used = [...new Set(shares.flat().map(({ key }) => key))]
  return (
    <DataTable
      caption={caption}
      columns={[text.mode, ...[text.ofDistance, text.ofTime, text.ofTrips].map(capital)]}
    >
      {used.map((mode) => (
        <tr key={mode} data-testid="share-row" data-mode={mode}>
          <th scope="row">
            <ModeName mode={mode} />
          </th>
          {shared.map((measure, n) => {
            const own = shares[n]?.find(({ key }) => key === mode)
            return (
              <td key={measure}>
                {percent(own?.share ?? 0)} ({amountOf(measure, own?.amount ?? 0)})
              </td>
            )
          })}
        </tr>
      ))}
    </DataTable>
  )
}
