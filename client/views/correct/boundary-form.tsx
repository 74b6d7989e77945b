/** Moves the boundary between two sections, or takes it away. */
import { useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { InstantSlider, SelectField } from '../../parts/choice-fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import { tellSection } from '../../trips/telling.ts'
import type { EditDraft, ShownTrip } from '../../vault-protocol.ts'
import { fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

export function BoundaryForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const [chosen, setChosen] = useState(1)
  const [moved, setMoved] = useState<string | null>(null)
  const text = words().correct
  const { sections, timeZone } = trip
  const second = Math.min(chosen, sections.length - 1)
  const [before, after] = [sections[second - 1]!, sections[second]!]
  const span = { start: before.start, end: after.end, timeZone }
  const at = moved !== null && moved > span.start && moved < span.end ? moved : after.start
  const say = (draft: EditDraft, done: string): Promise<void> =>
    run(async () => {
      const isNew = draft.kind !== 'boundary' || draft.at !== draft.was
      if (isNew) await correct([draft])
      setMoved(null)
      status.value = isNew ? done : words().correct.nothingNew
    })
  return (
    <>
      {sections.length > 2 && (
        <SelectField
          label={text.whichBoundary}
          value={String(second)}
          onValue={(value) => {
            setChosen(Number(value))
            setMoved(null)
          }}
          choices={sections.slice(1).map((_, n) => [String(n + 1), tellBoundary(trip, n + 1)] as const)}
        />
      )}
      {sections.length === 2 && <p>{tellBoundary(trip, 1)}</p>}
      <InstantSlider label={text.boundaryAt} {...span} value={at} onValue={setMoved} />
      <div class="buttons">
        <button
          type="button"
          onClick={() => say({ kind: 'boundary', ...span, was: after.start, at }, text.boundaryMoved)}
        >
          {text.moveBoundary}
        </button>
        <button
          type="button"
          class="minor"
          onClick={() => say({ kind: 'merge', of: 'section', ...span }, text.sectionsJoined)}
        >
          {text.joinSections}
        </button>
      </div>
      <Problem code={problem} />
    </>
  )
}

const tellBoundary = (trip: ShownTrip, second: number): string =>
  fill(words().correct.between, { before: tellSection(trip, second - 1), after: tellSection(trip, second) })
