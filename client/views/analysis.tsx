/** What trips add up to: by period, mode and purpose, over the hours of the week, and beside others. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import '../style/charts.css'
import { localDay } from '../../shared/analysis/calendar.ts'
import { recordedSpan, workdaysOf, yearSoFar } from '../../shared/analysis/comparisons.ts'
import { defaultWeightKg } from '../../shared/analysis/effort.ts'
import type { Measure, Row } from '../../shared/analysis/figures.ts'
import { hoursOfWeek, measures, rowsOf, totalsOf, within } from '../../shared/analysis/figures.ts'
import type { Period, PeriodUnit } from '../../shared/analysis/periods.ts'
import { comparable, dayCount, periodOf, shifted } from '../../shared/analysis/periods.ts'
import { amountOf, beforeName, changeText, periodName, shortChangeText } from '../charts/amounts.ts'
import { HoursOfWeek } from '../charts/hours-of-week.tsx'
import { ModalShares } from '../charts/modal-shares.tsx'
import { ByMode, ByModeAndPurpose } from '../charts/mode-tables.tsx'
import { Norms } from '../charts/norms.tsx'
import { Patterns } from '../charts/patterns.tsx'
import { PeriodChoice } from '../charts/period-choice.tsx'
import { Trend } from '../charts/trend.tsx'
import { Where } from '../charts/where.tsx'
import { YearBudget } from '../charts/year-budget.tsx'
import { YearEarlier } from '../charts/year-earlier.tsx'
import { Page } from '../parts/page.tsx'
import { WaysToBegin } from '../parts/ways-to-begin.tsx'
import { loadTowns } from '../places/towns.ts'
import { view } from '../state.ts'
import { weekStart } from '../trips/week.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { capital, distance, fill, kilograms, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** Periods in the trend. */
const trendLength = 12
/** With less than this, weeks say more than months, days. */
const shortHistory = 62

export function Analysis() {
  const text = words().analysis
  const trips = view.value?.trips ?? []
  const [newest, oldest] = [trips[0], trips.at(-1)]
  useEffect(loadTowns, [])
  if (!newest || !oldest) {
    return (
      <Page title={text.title}>
        <p>{text.empty}</p>
        <WaysToBegin />
      </Page>
    )
  }
  const now = localDay(new Date().toISOString(), newest.timeZone)
  return (
    <Page title={text.title} wide>
      <Figures
        trips={trips}
        firstDay={oldest.localDay}
        lastDay={newest.localDay}
        today={now > newest.localDay ? now : newest.localDay}
      />
    </Page>
  )
}

interface FiguresProps {
  readonly trips: readonly ShownTrip[]
  readonly firstDay: string
  readonly lastDay: string
  readonly today: string
}

function Figures({ trips, firstDay, lastDay, today }: FiguresProps) {
  const weightKg = view.value?.settings.weightKg ?? defaultWeightKg
  const rows = useMemo(() => rowsOf(trips, weightKg), [trips, weightKg])
  const [measure, setMeasure] = useState<Measure>('distanceM')
  const [period, setPeriod] = useState(() => {
    const isShort = dayCount({ first: firstDay, last: lastDay }) <= shortHistory
    return periodOf(isShort ? 'week' : 'month', lastDay, weekStart())
  })
  const setUnit = (unit: PeriodUnit): void =>
    setPeriod(periodOf(unit, period.last < lastDay ? period.last : lastDay, weekStart()))
  const text = words().analysis
  const own = within(rows, period)
  const name = periodName(period)
  const of = (what: string): string => fill(text.of, { what, period: name })
  return (
    <>
      <Patterns />
      <PeriodChoice
        {...{ period, measure, first: firstDay, last: today }}
        onUnit={setUnit}
        onPeriod={setPeriod}
        onMeasure={setMeasure}
      />
      <Summary {...{ rows, period, firstDay, today }} />
      <Trend
        rows={rows}
        periods={trendPeriods(period, firstDay)}
        measure={measure}
        reading={trendReading({ rows, period, firstDay, today }, measure)}
      />
      <YearEarlier {...{ rows, period, firstDay, today }} />
      <ByMode rows={own} measure={measure} period={period} />
      <ModalShares rows={own} caption={of(text.shares)} />
      <ByModeAndPurpose rows={own} measure={measure} period={period} />
      <Where {...{ trips, period, measure }} rows={own} />
      <HoursOfWeek caption={of(text.hours)} minutes={hoursOfWeek(trips, period)} />
      <Comparisons {...{ rows, period, firstDay, today }} />
      <EnergyNote />
    </>
  )
}

interface PeriodProps {
  readonly rows: readonly Row[]
  readonly period: Period
  readonly firstDay: string
  readonly today: string
}

/** This period's rows and those of the one before, as far as they may be compared. */
function comparedRows({ rows, period, firstDay, today }: PeriodProps) {
  const { now, before, isCut } = comparable(period, today)
  return {
    own: within(rows, now),
    before: firstDay <= before.first ? within(rows, before) : undefined,
    compared: { period, isCut },
  }
}

/** The last periods up to this one that anything was recorded in, oldest first. */
function trendPeriods(period: Period, firstDay: string): Period[] {
  return Array.from({ length: trendLength }, (_, n) => shifted(period, n + 1 - trendLength)).filter(
    ({ last }) => last >= firstDay,
  )
}

function trendReading(props: PeriodProps, measure: Measure): string {
  const text = words().analysis
  const { own, before, compared } = comparedRows(props)
  const now = totalsOf(own)[measure]
  const values = { period: capital(periodName(props.period)), amount: amountOf(measure, now) }
  if (!before) return fill(text.readingAlone, values)
  const change = changeText(measure, now, totalsOf(before)[measure], compared)
  return fill(text.reading, { ...values, change })
}

/** What was gained, then every figure with its change. */
function Summary(props: PeriodProps) {
  const text = words().analysis
  const { own, before, compared } = comparedRows(props)
  const now = totalsOf(own)
  const then = before && totalsOf(before)
  return (
    <>
      <p class="lead" data-testid="gain">
        {gainText(props)}
      </p>
      <dl class="sums">
        {measures.map((measure) => (
          <div key={measure}>
            <dt>{capital(text.measures[measure])}</dt>
            <dd data-testid={`sum-${measure}`}>
              {measure === 'trips' ? number(now.trips) : amountOf(measure, now[measure])}
            </dd>
            {then && <dd class="quiet">{shortChangeText(measure, now[measure], then[measure])}</dd>}
          </div>
        ))}
      </dl>
      {then && <p class="quiet">{fill(text.comparison, { before: beforeName(compared) })}</p>}
    </>
  )
}

/** How far one cycled, or else walked, and how much more or less than before. */
function gainText(props: PeriodProps): string {
  const text = words().analysis
  const { own, before, compared } = comparedRows(props)
  if (own.length === 0) return text.nothing
  const cycled = (rows: readonly Row[]): number =>
    totalsOf(rows.filter(({ mode }) => mode === 'bicycle' || mode === 'ebike')).distanceM
  const walked = (rows: readonly Row[]): number =>
    totalsOf(rows.filter(({ mode }) => mode === 'walking')).distanceM
  const way = cycled(own) > 0 ? cycled : walked
  const now = way(own)
  if (!before) {
    return fill(way === cycled ? text.cycledAlone : text.walkedAlone, { distance: distance(now) })
  }
  const change = changeText('distanceM', now, way(before), compared)
  return fill(way === cycled ? text.cycled : text.walked, { distance: distance(now), change })
}

/** The year of the period beside its budget, and its working days beside those of others. */
function Comparisons({ rows, period, firstDay, today }: PeriodProps) {
  const text = words().analysis
  const year = periodOf('year', period.first)
  const soFar = yearSoFar(rows, year, firstDay, today)
  const span = recordedSpan(period, firstDay, today)
  const workdays = span && workdaysOf(rows, span)
  return (
    <>
      <YearBudget year={year.first.slice(0, 4)} own={soFar} />
      {workdays && workdays.days > 0 && (
        <Norms
          own={workdays}
          paceCo2eKg={soFar.paceCo2eKg}
          caption={fill(text.of, { what: text.norms, period: periodName(period) })}
        />
      )}
    </>
  )
}

function EnergyNote() {
  const text = words().analysis
  const own = view.value?.settings.weightKg ?? null
  const weight = kilograms(own ?? defaultWeightKg)
  return (
    <p class="quiet">
      {fill(text.energy, { weight: fill(own === null ? text.weightDefault : text.weightOwn, { weight }) })}{' '}
      <a href="/settings">{text.weightLink}</a>
    </p>
  )
}
