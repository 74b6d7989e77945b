/** Why the sections of a trip have their modes. */
import { reasonsOf } from '../../../shared/words/reasons.ts'
import { candidatesOf } from '../../trips/mode-candidates.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { counted, fill, lengthUnit, number, percent } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** Why a section has another mode than its trace alone would give it. */
export function HabitReasons({ trip }: { trip: ShownTrip }) {
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
export function ModeReasons({ trip }: { trip: ShownTrip }) {
  const text = words()
  return trip.sections.map((section, n) => {
    const corrections = trip.habits.find((habit) => habit.section === n)?.corrections ?? 0
    const reasons = reasonsOf({ ...text, lengthUnit: lengthUnit() }, section, {
      isEdited: trip.edited.includes(n),
      corrections,
    })
    const candidates = section.isAdded ? [] : candidatesOf(section)
    if (reasons.length + candidates.length === 0) return null
    const mode = text.modes[section.mode]
    return (
      <details class="reasons" key={section.start} data-testid="mode-reasons">
        <summary>{fill(text.reasons.why, { number: number(n + 1), mode })}</summary>
        <ul>
          {reasons.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {candidates.length > 0 && (
          <>
            <p>{text.trip.candidates}</p>
            <ul>
              {candidates.map(({ mode: each, share }) => (
                <li key={each} data-testid="candidate" data-mode={each}>
                  {text.modes[each]} <strong>{percent(share)}</strong>
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
    )
  })
}
