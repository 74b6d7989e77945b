/** How many people were aboard each section whose vehicle they share. */
import { mostPeople } from '../../../shared/analysis/edits/limits.ts'
import { useAction } from '../../parts/action.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { status, view } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import { tellSection } from '../../trips/telling.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { counted } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

const counts = Array.from({ length: mostPeople }, (_, n) => n + 1)

export function PeopleForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const text = words().correct
  const shared = view.value?.sharedModes ?? []
  const save = async (at: number, chosen: string): Promise<void> => {
    const { start, end } = trip.sections[at]!
    const people = chosen === '' ? null : Number(chosen)
    await correct([{ kind: 'people', start, end, timeZone: trip.timeZone, people }])
    status.value = words().common.saved
  }
  return (
    <>
      <p>{text.peopleText}</p>
      {trip.sections.map(({ mode, people, start }, at) =>
        shared.includes(mode) ? (
          <SelectField
            key={start}
            label={tellSection(trip, at)}
            value={people === undefined ? '' : String(people)}
            onValue={(chosen) => void run(() => save(at, chosen))}
            choices={[
              ['', text.peopleUnknown],
              ...counts.map((count) => [String(count), counted(text.people, count)] as const),
            ]}
          />
        ) : null,
      )}
      <Problem code={problem} />
    </>
  )
}
