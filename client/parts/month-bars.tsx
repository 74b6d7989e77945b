/** Footprint by month as bars; the table beside it says the same. */
import type { MonthTotal } from '../totals.ts'
import { number, shortMonth } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** More bars than this could not be told apart on a phone. */
const mostBars = 12
const width = 340
const height = 130
const floor = height - 24
const top = 18

export function MonthBars({ months }: { months: readonly MonthTotal[] }) {
  const bars = months.slice(0, mostBars).reverse()
  const most = Math.max(...bars.map((total) => total.co2eKg))
  const step = width / Math.max(bars.length, 4)
  return (
    <figure class="bars">
      <figcaption>{words().months.chart}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <path class="bars-floor" d={`M0 ${floor + 0.5}H${width}`} />
        {bars.map((total, i) => {
          const tall = most > 0 ? (total.co2eKg / most) * (floor - top) : 0
          const middle = (i + 0.5) * step
          return (
            <g key={total.month}>
              <rect
                class="bar"
                x={middle - step * 0.32}
                y={floor - tall}
                width={step * 0.64}
                height={tall}
                rx="2"
              />
              <text x={middle} y={floor - tall - 5}>
                {number(Math.round(total.co2eKg))}
              </text>
              <text x={middle} y={height - 6}>
                {shortMonth(total.month)}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
