/** Months that wait to be given: the numbers of each are seen first, and those that were seen are those that leave. */
import { useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import type { DueMonth, StudyPreview } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { capital, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { Numbers } from './numbers.tsx'
import type { StudyPartProps } from './study.tsx'
import { monthName } from './study-words.ts'

type DueProps = Pick<StudyPartProps, 'study' | 'state'>

export function Due({ study, state }: DueProps) {
  const text = words().studies
  return (
    <Section title={text.dueTitle}>
      {study.due.length === 0 && <p>{text.dueNone}</p>}
      {study.due.map((due) => (
        <DuePart key={due.month} due={due} study={study} state={state} />
      ))}
    </Section>
  )
}

function DuePart({ due, study, state }: DueProps & { due: DueMonth }) {
  const [preview, setPreview] = useState<StudyPreview | null>(null)
  const { busy, problem, run } = useAction()
  const text = words().studies
  const { hash, choice } = study
  const { month } = due
  const name = monthName(month)
  const look = (): Promise<void> =>
    run(async () => {
      if (choice) setPreview(await call('previewStudy', { hash, month, ...choice }))
    })
  const give = (seen: StudyPreview): Promise<void> =>
    state.change(async () => {
      await call('giveMonth', { hash, month, seen: seen.tables })
      status.value = fill(words().studies.given, { month: monthName(month) })
    })
  return (
    <div class="inset" data-testid="due" data-month={month}>
      <p>{capital(fill(due.isBeyondCap ? text.dueBeyond : text.dueMonth, { month: name }))}</p>
      {!preview && (
        <p class="buttons">
          <button type="button" class="minor" disabled={busy} onClick={() => void look()}>
            {fill(text.look, { month: name })}
          </button>
        </p>
      )}
      {preview && (
        <>
          <div class="numbers-grid">
            <Numbers study={study} tables={preview.tables} />
          </div>
          <p class="buttons">
            <button type="button" disabled={state.busy || due.isBeyondCap} onClick={() => void give(preview)}>
              {text.give}
            </button>
          </p>
        </>
      )}
      <Problem code={problem} />
    </div>
  )
}
