/** One trip: its map, its sections, and the owner's say on each mode. */
import { useId } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { SectionDocument } from '../../shared/analysis/document.ts'
import { modeIds } from '../../shared/engine/mode.ts'
import { reasonsOf } from '../../shared/words/reasons.ts'
import { useAction } from '../parts/action.ts'
import { DataTable } from '../parts/data-table.tsx'
import { LazyMap } from '../parts/lazy-map.tsx'
import { ModeSample } from '../parts/mode-line.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { placeName } from '../places.ts'
import { numberOf, refreshView, status, view } from '../state.ts'
import { call } from '../vault.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import {
  clock,
  co2e,
  counted,
  day,
  distance,
  duration,
  fill,
  number,
  percent,
  spanMs,
} from '../words/speak.ts'
import { words } from '../words/words.ts'

export function TripPage() {
  const { params } = useRoute()
  const wanted = Number(params['number'])
  const trip = view.value?.trips.find((each) => numberOf(each) === wanted)
  const text = words().trip
  if (!trip) {
    return (
      <Page title={words().trips.title}>
        <p>{text.missing}</p>
        <p>
          <a href="/trips">{text.back}</a>
        </p>
      </Page>
    )
  }
  return (
    <Page title={fill(text.title, { day: day(trip.localDay) })} wide>
      <p>
        <a href="/trips">← {text.back}</a>
      </p>
      <p class="lead" data-testid="trip-summary">
        {fill(text.summary, {
          start: trip.localStart,
          end: trip.localEnd,
          distance: distance(trip.distanceM),
          duration: duration(spanMs(trip)),
          co2e: co2e(trip.co2eKg),
        })}
      </p>
      <TripEnds trip={trip} />
      <InferredEnds trip={trip} />
      <LazyMap sections={trip.sections} />
      <SectionTable trip={trip} />
      <HabitReasons trip={trip} />
      <ModeReasons trip={trip} />
      <Footnotes trip={trip} />
    </Page>
  )
}

function SectionTable({ trip }: { trip: ShownTrip }) {
  const { busy, problem, run } = useAction()
  const text = words().trip
  const setMode = (section: SectionDocument, chosen: string): void => {
    const mode = modeIds.find((id) => id === chosen) ?? null
    void run(async () => {
      await call('setMode', { start: section.start, end: section.end, mode })
      await refreshView()
      status.value = mode === null ? words().trip.undone : words().trip.saved
    })
  }
  return (
    <>
      <DataTable
        caption={text.sections}
        columns={[text.mode, text.time, text.duration, text.distance, text.co2e, text.confidence]}
      >
        {trip.sections.map((section, i) => (
          <SectionRow
            key={section.start}
            section={section}
            timeZone={trip.timeZone}
            position={i + 1}
            isEdited={trip.edited.includes(i)}
            busy={busy}
            onMode={(chosen) => setMode(section, chosen)}
          />
        ))}
      </DataTable>
      {busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={problem} />
    </>
  )
}

function SectionRow(props: {
  section: SectionDocument
  timeZone: string
  position: number
  isEdited: boolean
  busy: boolean
  onMode: (chosen: string) => void
}) {
  const { section, timeZone, isEdited } = props
  const id = useId()
  const text = words()
  const start = clock(section.start, timeZone)
  const end = clock(section.end, timeZone)
  return (
    <tr data-testid="section-row" data-mode={section.mode}>
      <th scope="row">
        <div class="section-mode">
          <ModeSample mode={section.mode} />
          <label class="unseen" for={id}>
            {fill(text.trip.modeOf, { number: number(props.position), start, end })}
          </label>
          <select
            id={id}
            value={section.mode}
            disabled={props.busy}
            onChange={(event) => props.onMode(event.currentTarget.value)}
          >
            {isEdited && <option value="">{text.trip.asDetected}</option>}
            {modeIds.map((mode) => (
              <option key={mode} value={mode}>
                {text.modes[mode]}
              </option>
            ))}
          </select>
          {section.line !== undefined && <small>{fill(text.trip.line, { line: section.line })}</small>}
        </div>
      </th>
      <td>
        {start} – {end}
      </td>
      <td>{duration(spanMs(section))}</td>
      <td>{distance(section.distanceM)}</td>
      <td>{co2e(section.co2eKg)}</td>
      <td>{isEdited ? text.trip.byYou : percent(section.confidence)}</td>
    </tr>
  )
}

/** Where the trip starts and ends, as far as these are places, and why it was made if that shows. */
function TripEnds({ trip: { from, to, purpose } }: { trip: ShownTrip }) {
  const text = words().trip
  if (from === undefined || to === undefined) return null
  return (
    <p>
      {fill(text.ends, { from: placeName(from), to: placeName(to) })} {purpose && text.purposes[purpose]}
    </p>
  )
}

/** Which of its times are no more than estimates. */
function InferredEnds({ trip: { inferredStart, inferredEnd } }: { trip: ShownTrip }) {
  const text = words().trip
  if (!inferredStart && !inferredEnd) return null
  return (
    <p class="quiet" data-testid="inferred-ends">
      {inferredStart && text.inferredStart} {inferredEnd && text.inferredEnd}
    </p>
  )
}

/** Why a section has another mode than its trace alone would give it. */
function HabitReasons({ trip }: { trip: ShownTrip }) {
  const { trip: text, modes } = words()
  return trip.habits.map(({ section, detected, corrections, by }) => (
    <p class="note" key={section} data-testid="habit-reason">
      {fill(by === 'way' ? text.habitByWay : text.habitBySpeed, {
        number: number(section + 1),
        mode: modes[trip.sections[section]!.mode],
        detected: modes[detected],
        corrections: counted(text.corrections, corrections),
      })}
    </p>
  ))
}

/** What speaks for the mode of each section, for those who ask. */
function ModeReasons({ trip }: { trip: ShownTrip }) {
  const text = words()
  return trip.sections.map((section, n) => {
    const corrections = trip.habits.find((habit) => habit.section === n)?.corrections ?? 0
    const reasons = reasonsOf(text, section, { isEdited: trip.edited.includes(n), corrections })
    if (reasons.length === 0) return null
    const mode = text.modes[section.mode]
    return (
      <details class="reasons" key={section.start} data-testid="mode-reasons">
        <summary>{fill(text.reasons.why, { number: number(n + 1), mode })}</summary>
        <ul>
          {reasons.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    )
  })
}

function Footnotes({ trip }: { trip: ShownTrip }) {
  const text = words().trip
  const factors = view.value?.factors
  return (
    <p class="quiet">
      {fill(text.zone, { zone: trip.timeZone })}{' '}
      {factors && fill(text.factors, { label: factors.label, year: String(factors.year) })} {text.co2Hint}
    </p>
  )
}
