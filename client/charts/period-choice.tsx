/** Which period is looked at, by what kind, and what is measured. */
import type { Measure } from '../../shared/analysis/figures.ts'
import { measures } from '../../shared/analysis/figures.ts'
import type { Period, PeriodUnit } from '../../shared/analysis/periods.ts'
import { periodUnits, shifted } from '../../shared/analysis/periods.ts'
import { SelectField } from '../parts/choice-fields.tsx'
import { capital } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { periodName } from './amounts.ts'

interface PeriodChoiceProps {
  readonly period: Period
  /** The days that can be looked at. */
  readonly first: string
  readonly last: string
  readonly measure: Measure
  readonly onUnit: (unit: PeriodUnit) => void
  readonly onPeriod: (period: Period) => void
  readonly onMeasure: (measure: Measure) => void
}

export function PeriodChoice(props: PeriodChoiceProps) {
  const { period } = props
  const text = words().analysis
  const go = (count: number) => () => props.onPeriod(shifted(period, count))
  return (
    <section class="choices-row" aria-label={text.chosen}>
      <SelectField
        label={text.unit}
        value={period.unit}
        choices={periodUnits.map((unit) => [unit, text.units[unit]])}
        onValue={props.onUnit}
      />
      <SelectField
        label={text.measure}
        value={props.measure}
        choices={measures.map((measure) => [measure, text.measures[measure]])}
        onValue={props.onMeasure}
      />
      <div class="period-steps">
        <Step label={text.before} sign="←" stop={period.first <= props.first} go={go(-1)} />
        <p aria-live="polite" data-testid="period">
          {capital(periodName(period))}
        </p>
        <Step label={text.after} sign="→" stop={period.last >= props.last} go={go(1)} />
      </div>
    </section>
  )
}

function Step({ label, sign, stop, go }: { label: string; sign: string; stop: boolean; go: () => void }) {
  return (
    <button type="button" class="minor" aria-label={label} disabled={stop} onClick={go}>
      {sign}
    </button>
  )
}
