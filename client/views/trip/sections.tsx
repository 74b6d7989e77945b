/** The table of a trip's sections. */
import { useId } from 'preact/hooks'
import type { SectionDocument } from '../../../shared/analysis/document.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import { isVehicleMode } from '../../../shared/footprint/vehicle.ts'
import { useAction } from '../../parts/action.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { ModeSample } from '../../parts/mode-line.tsx'
import { Problem, ProgressBar } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import { candidatesOf } from '../../trips/mode-candidates.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { clock, co2e, counted, distance, duration, fill, number, percent, spanMs } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** The trip's sections with their figures, and the owner's say on each mode. */
export function SectionTable({ trip }: { trip: ShownTrip }) {
  const { busy, problem, run } = useAction()
  const text = words().trip
  const setMode = (section: SectionDocument, chosen: string): void => {
    const mode = modeIds.find((id) => id === chosen) ?? null
    void run(async () => {
      const { start, end } = section
      await correct([{ kind: 'mode', start, end, timeZone: trip.timeZone, mode }])
      status.value = mode === null ? words().trip.undone : words().trip.saved
    })
  }
  return (
    <>
      <DataTable
        caption={text.sections}
        stacks
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

/** A mode that is less likely than this is not worth a line. */
const leastNext = 0.05

/** The mode that is likeliest after the one shown. */
function NextMode({ section }: { section: SectionDocument }) {
  const text = words()
  const [next] = candidatesOf(section).filter(({ mode }) => mode !== section.mode)
  if (next === undefined || next.share < leastNext) return null
  return <small>{fill(text.trip.next, { mode: text.modes[next.mode], share: percent(next.share) })}</small>
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
          {section.people !== undefined && <small>{counted(text.correct.people, section.people)}</small>}
          {section.vehicle && isVehicleMode(section.mode) && <small>{section.vehicle.name}</small>}
          {section.line !== undefined && <small>{fill(text.trip.line, { line: section.line })}</small>}
        </div>
      </th>
      <td>
        {start} – {end}
      </td>
      <td>{duration(spanMs(section))}</td>
      <td>{distance(section.distanceM)}</td>
      <td>{co2e(section.co2eKg)}</td>
      <td>
        {isEdited || section.isAdded ? text.trip.byYou : percent(section.confidence)}
        {!isEdited && <NextMode section={section} />}
      </td>
    </tr>
  )
}
