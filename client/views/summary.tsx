/** Totals of a period by mode, with the sources of the factors, laid out for paper: the browser prints it, or makes a PDF. */
import { useEffect, useState } from 'preact/hooks'
import type { Period } from '../../shared/exports/summary.ts'
import { useAction } from '../parts/action.ts'
import type { Choice } from '../parts/choice-fields.tsx'
import { MomentField, SelectField } from '../parts/choice-fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { view } from '../state.ts'
import { call } from '../vault.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { month } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { Paper } from './summary-paper.tsx'

const everything = 'everything'
const own = 'own'

export function Summary() {
  const text = words().summary
  const days = (view.value?.trips ?? []).map(({ localDay }) => localDay).toSorted()
  return (
    <Page title={text.title}>{days.length === 0 ? <p>{text.empty}</p> : <PeriodAndPaper days={days} />}</Page>
  )
}

/** `days` are those of the trips, oldest first, at least one. */
function PeriodAndPaper({ days }: { days: readonly string[] }) {
  const text = words().summary
  const [first, last] = [days[0]!, days.at(-1)!]
  const [choice, setChoice] = useState(last.slice(0, 7))
  const [ownDays, setOwnDays] = useState<Period>({ from: first, to: last })
  const [summary, setSummary] = useState<OutputOf<'summary'> | null>(null)
  const { problem, run } = useAction()
  const { from, to } = choice === own ? ownDays : periodOf(choice, { from: first, to: last })
  const isWrong = from === '' || to === '' || from > to
  useEffect(() => {
    setSummary(null)
    // An answer that comes after the next choice is not shown under it.
    let isCurrent = true
    const ask = async (): Promise<void> => {
      const answer = await call('summary', { from, to })
      if (isCurrent) setSummary(answer)
    }
    if (!isWrong) ask().catch((failure: unknown) => run(() => Promise.reject(failure)))
    return () => {
      isCurrent = false
    }
  }, [from, to, view.value])
  const print = async (): Promise<void> => {
    // The worker answers in order: what was asked for before this is on the paper by then.
    await call('notePrinted')
    window.print()
  }
  return (
    <>
      <div class="screen-only">
        <p>{text.intro}</p>
        <SelectField label={text.period} value={choice} onValue={setChoice} choices={choicesOf(days)} />
        {choice === own && <OwnDays days={ownDays} isWrong={isWrong} onDays={setOwnDays} />}
        <button type="button" disabled={isWrong} onClick={() => run(print)}>
          {text.print}
        </button>
        <Problem code={problem} />
      </div>
      {summary && !isWrong && <Paper period={{ from, to }} summary={summary} />}
    </>
  )
}

function OwnDays(props: { days: Period; isWrong: boolean; onDays: (days: Period) => void }) {
  const text = words().summary
  const { days, isWrong, onDays } = props
  return (
    <>
      <MomentField
        type="date"
        label={text.from}
        value={days.from}
        onValue={(from) => onDays({ ...days, from })}
        {...(isWrong ? { error: text.wrongDays } : {})}
      />
      <MomentField type="date" label={text.to} value={days.to} onValue={(to) => onDays({ ...days, to })} />
    </>
  )
}

/** Months and years with trips, latest first, and the two that are always there. */
function choicesOf(days: readonly string[]): Choice[] {
  const text = words().summary
  const latestFirst = days.toReversed()
  const months = [...new Set(latestFirst.map((day) => day.slice(0, 7)))]
  const years = [...new Set(latestFirst.map((day) => day.slice(0, 4)))]
  return [
    ...months.map((each): Choice => [each, month(each)]),
    ...years.map((year): Choice => [year, year]),
    [everything, text.everything],
    [own, text.own],
  ]
}

/** The days of a month (2026-05) or year (2026). */
function periodOf(choice: string, all: Period): Period {
  if (choice.length === 7) return { from: `${choice}-01`, to: `${choice}-${lastDayOf(choice)}` }
  return choice.length === 4 ? { from: `${choice}-01-01`, to: `${choice}-12-31` } : all
}

function lastDayOf(monthChosen: string): string {
  const [year, number] = monthChosen.split('-').map(Number)
  return String(new Date(Date.UTC(year!, number!, 0)).getUTCDate())
}
