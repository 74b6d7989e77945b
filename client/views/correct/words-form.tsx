/** Why a trip was made, what it is called, and a note. */
import { purposeIds } from '../../../shared/analysis/document.ts'
import { longestName, longestNote } from '../../../shared/analysis/edits/limits.ts'
import { draftOf } from '../../drafts.ts'
import { useAction } from '../../parts/action.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Field, TextField } from '../../parts/fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import type { EditDraft, ShownTrip } from '../../vault-protocol.ts'
import { words } from '../../words/words.ts'

export function WordsForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const said = { purpose: trip.purpose ?? '', name: trip.name ?? '', note: trip.note ?? '' }
  const { typed, type, forget } = draftOf(`words of ${trip.start}`, said)
  const text = words()
  const save = async (): Promise<void> => {
    const edits = editsOf(trip, said, typed)
    if (edits.length > 0) await correct(edits)
    forget()
    status.value = edits.length > 0 ? words().common.saved : words().correct.nothingNew
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run(save)
      }}
    >
      <SelectField
        label={text.correct.purpose}
        value={typed.purpose}
        onValue={(purpose) => type({ ...typed, purpose })}
        choices={[['', text.correct.asFound], ...purposeIds.map((id) => [id, text.purposes[id]] as const)]}
      />
      <TextField
        label={text.correct.name}
        value={typed.name}
        maxLength={longestName}
        onValue={(name) => type({ ...typed, name })}
      />
      <Field label={text.correct.note} hint={text.correct.noteHint}>
        {(tie) => (
          <textarea
            {...tie}
            rows={3}
            maxLength={longestNote}
            value={typed.note}
            onInput={(event) => type({ ...typed, note: event.currentTarget.value })}
          />
        )}
      </Field>
      <button type="submit">{text.correct.save}</button>
      <Problem code={problem} />
    </form>
  )
}

interface Typed {
  readonly purpose: string
  readonly name: string
  readonly note: string
}

/** What was typed that is new. */
function editsOf({ start, end, timeZone }: ShownTrip, said: Typed, typed: Typed): EditDraft[] {
  const span = { start, end, timeZone }
  const purpose = purposeIds.find((id) => id === typed.purpose) ?? null
  const [name, note] = [typed.name.trim(), typed.note.trim()]
  return [
    ...(typed.purpose === said.purpose ? [] : [{ kind: 'purpose' as const, ...span, purpose }]),
    ...(name === said.name ? [] : [{ kind: 'name' as const, ...span, name }]),
    ...(note === said.note ? [] : [{ kind: 'note' as const, ...span, note }]),
  ]
}
