/** What a choice would change, month by month, before it is applied. */
import { useEffect, useState } from 'preact/hooks'
import type { MonthDifference } from '../../../shared/analysis/footprints.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { useAction } from '../../parts/action.ts'
import { MomentField, RadioField } from '../../parts/choice-fields.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Problem, ProgressBar } from '../../parts/status.tsx'
import { refreshView, status, view } from '../../state.ts'
import { call } from '../../vault.ts'
import { capital, co2e, counted, fill, month, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

interface DifferenceProps {
  readonly draft: FootprintChoice
  readonly now: FootprintChoice
  /** This form is made anew then, without the button that had the focus. */
  readonly onApplied: () => void
}

export function Difference({ draft, now, onApplied }: DifferenceProps) {
  const text = words().footprints
  const { busy, problem, run } = useAction()
  const newest = view.value?.trips[0]?.localDay ?? new Date().toISOString().slice(0, 10)
  const [reach, setReach] = useState<'all' | 'from'>('from')
  const [day, setDay] = useState(newest)
  const [months, setMonths] = useState<readonly MonthDifference[] | null>(null)
  useEffect(() => setMonths(null), [draft, reach, day])
  const proposed = { choice: draft, from: reach === 'all' ? null : day }
  const isDayMissing = reach === 'from' && day === ''
  const preview = async (): Promise<void> => setMonths(await call('previewFootprints', proposed))
  const apply = async (): Promise<void> => {
    await call('applyFootprints', proposed)
    await refreshView()
    status.value = words().footprints.applied
    onApplied()
  }
  return (
    <>
      {JSON.stringify(draft) === JSON.stringify(now) && <p class="quiet">{text.asNow}</p>}
      <RadioField
        label={text.reach}
        value={reach}
        onValue={(value) => setReach(value === 'all' ? 'all' : 'from')}
        choices={[
          ['from', text.reachFrom],
          ['all', text.reachAll],
        ]}
      />
      {reach === 'from' && (
        <div class="choices-row">
          <MomentField
            type="date"
            label={text.fromDay}
            value={day}
            onValue={setDay}
            error={isDayMissing ? words().addTrip.missing : undefined}
          />
        </div>
      )}
      <p class="buttons">
        <button type="button" class="minor" disabled={busy || isDayMissing} onClick={() => void run(preview)}>
          {text.preview}
        </button>
      </p>
      {busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={problem} />
      {months && (
        <>
          <Months months={months} />
          <button type="button" disabled={busy} onClick={() => void run(apply)}>
            {text.apply}
          </button>
        </>
      )}
    </>
  )
}

function Months({ months }: { months: readonly MonthDifference[] }) {
  const text = words().footprints
  const sum = (of: (row: MonthDifference) => number): number => months.reduce((all, row) => all + of(row), 0)
  const [before, after] = [sum(({ beforeKg }) => beforeKg), sum(({ afterKg }) => afterKg)]
  const changed = sum((row) => row.changed)
  return (
    <>
      <p role="status" data-testid="difference">
        {fill(text.difference, { trips: counted(words().trips.dayTrips, changed) })}{' '}
        {fill(text.differenceSum, { before: co2e(before), after: co2e(after) })}{' '}
        {capital(changeOf(before, after))}.
      </p>
      <DataTable
        caption={text.differenceTable}
        columns={[text.month, text.changedTrips, text.before, text.after, text.changeColumn]}
      >
        {months.map(({ month: id, trips, changed: own, beforeKg, afterKg }) => (
          <tr key={id} data-testid="difference-row" data-month={id}>
            <th scope="row">{month(id)}</th>
            <td>{fill(text.ofTrips, { changed: number(own), trips: number(trips) })}</td>
            <td data-testid="before">{co2e(beforeKg)}</td>
            <td data-testid="after">{co2e(afterKg)}</td>
            <td>{changeOf(beforeKg, afterKg)}</td>
          </tr>
        ))}
      </DataTable>
    </>
  )
}

function changeOf(beforeKg: number, afterKg: number): string {
  const text = words().footprints
  if (co2e(Math.abs(afterKg - beforeKg)) === co2e(0)) return text.same
  return fill(afterKg < beforeKg ? text.less : text.more, { amount: co2e(Math.abs(afterKg - beforeKg)) })
}
