/** Trips made again and again, and what the owner's corrections have taught. */
import type { ModalSplit } from '../../shared/engine/modal-split.ts'
import type { LearnedHabit } from '../../shared/personal/learned.ts'
import type { RecurringTrip } from '../../shared/personal/recurring.ts'
import { useAction } from '../parts/action.ts'
import { DataTable } from '../parts/data-table.tsx'
import { ModeName } from '../parts/mode-line.tsx'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { placeName } from '../places/place-name.ts'
import { refreshView, status, view } from '../state.ts'
import { call } from '../vault.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { clock, co2e, counted, duration, fill, number, percent, speed } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** Rows of a table that one still reads. */
const mostRows = 15

export function Habits() {
  const text = words().habits
  const shown = view.value
  if (!shown) return <Page title={text.title}>{words().common.loading}</Page>
  const { habits } = shown
  return (
    <Page title={text.title} wide>
      <p>
        <a href="/places">← {words().places.title}</a>
      </p>
      <p>{text.intro}</p>
      <Section title={text.recurringTitle}>
        {habits.recurring.length > 0 ? (
          <Recurring trips={habits.recurring} />
        ) : (
          <p class="quiet">{words().common.none}</p>
        )}
      </Section>
      {habits.split && (
        <Section title={text.splitTitle}>
          <Split split={habits.split} changed={toldBySplit(shown.trips)} />
        </Section>
      )}
      <Section title={text.learnedTitle}>
        {habits.learned.length > 0 ? (
          <>
            <Learned habits={habits.learned} />
            <p data-testid="habits-changed">{counted(text.changed, habits.changed)}</p>
            <Forget />
          </>
        ) : (
          <p>{text.learnedNone}</p>
        )}
      </Section>
    </Page>
  )
}

function Recurring({ trips }: { trips: readonly RecurringTrip[] }) {
  const text = words().habits
  return (
    <>
      <DataTable
        caption={text.recurringTable}
        stacks
        columns={[text.trip, text.times, text.departure, text.duration, text.days, text.modes, text.perMonth]}
      >
        {trips.slice(0, mostRows).map((trip, n) => (
          // Two ways between the same places have nothing but their rank to tell them apart.
          <RecurringRow key={n} trip={trip} />
        ))}
      </DataTable>
      <p class="quiet">{text.perMonthHint}</p>
    </>
  )
}

function RecurringRow({ trip }: { trip: RecurringTrip }) {
  const { habits: text, modes, purposes } = words()
  const { from, to, purpose, co2eKgPerMonth } = trip
  return (
    <tr data-testid="recurring-row">
      <th scope="row">
        {fill(text.fromTo, { from: placeName(from), to: placeName(to) })}
        {purpose && <small>{purposes[purpose]}</small>}
      </th>
      <td>{number(trip.count)}</td>
      <td>{timeOfDay(trip.minute)}</td>
      <td>{duration(trip.durationMs)}</td>
      <td>{text.dayKinds[dayKind(trip.weekdays)]}</td>
      <td>{[...new Set(trip.modes)].map((mode) => modes[mode]).join(', ')}</td>
      <td>{co2eKgPerMonth === undefined ? '–' : co2e(co2eKgPerMonth)}</td>
    </tr>
  )
}

function Split({ split, changed }: { split: ModalSplit; changed: number }) {
  const text = words().habits
  const shares = (Object.entries(split) as [keyof ModalSplit, number][]).sort((a, b) => b[1] - a[1])
  return (
    <>
      <p>{text.splitText}</p>
      <DataTable caption={text.splitTable} columns={[text.splitMeans, text.splitShare]}>
        {shares.map(([family, share]) => (
          <tr key={family} data-testid="split-row">
            <th scope="row">{words().families[family]}</th>
            <td>{percent(share)}</td>
          </tr>
        ))}
      </DataTable>
      <p data-testid="split-changed">{counted(text.splitChanged, changed)}</p>
    </>
  )
}

/** How many sections have a mode that the split told, and neither a correction nor a habit since. */
const toldBySplit = (trips: readonly ShownTrip[]): number =>
  trips
    .flatMap(({ sections }) => sections)
    .filter(({ evidence, detected }) => evidence?.ownShare !== undefined && detected === undefined).length

function Learned({ habits }: { habits: readonly LearnedHabit[] }) {
  const text = words().habits
  return (
    <DataTable
      caption={text.learnedTable}
      stacks
      columns={[text.trip, text.mode, text.corrections, text.departure, text.days]}
    >
      {habits.map((habit) => (
        <tr key={`${habit.mode} ${habit.from} ${habit.to}`} data-testid="learned-row" data-mode={habit.mode}>
          <th scope="row">{whereLearned(habit)}</th>
          <td>
            <ModeName mode={habit.mode} />
          </td>
          <td>{number(habit.corrections)}</td>
          <td>{timeOfDay(habit.minute)}</td>
          <td>{text.dayKinds[habit.days]}</td>
        </tr>
      ))}
    </DataTable>
  )
}

function Forget() {
  const { busy, problem, run } = useAction()
  const text = words().habits
  const forget = async (): Promise<void> => {
    await call('saveSettings', { learnFrom: new Date().toISOString() })
    await refreshView()
    status.value = words().habits.forgotten
  }
  return (
    <>
      <p>{text.forgetText}</p>
      <button type="button" class="minor" disabled={busy} onClick={() => run(forget)}>
        {text.forget}
      </button>
      <Problem code={problem} />
    </>
  )
}

function whereLearned({ from, to, speedMps }: LearnedHabit): string {
  const text = words().habits
  if (from !== undefined && to !== undefined)
    return fill(text.fromTo, { from: placeName(from), to: placeName(to) })
  return fill(text.anywhere, { speed: speed(speedMps) })
}

/** A time of day given in minutes after midnight. */
const timeOfDay = (minute: number): string => clock(new Date(minute * 60_000).toISOString(), 'UTC')

/** Monday to Friday are the first five. */
function dayKind(weekdays: readonly number[]): LearnedHabit['days'] {
  const [working, free] = [weekdays.slice(0, 5), weekdays.slice(5)].map((days) =>
    days.some((count) => count > 0),
  )
  if (working && free) return 'both'
  return free ? 'weekend' : 'weekdays'
}
