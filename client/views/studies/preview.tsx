/** One's own numbers of a month as they would leave with what is ticked now. */
import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import type { ShownStudy, StudyChoice, StudyPreview } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { counted, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { Numbers } from './numbers.tsx'
import { monthName } from './study-words.ts'

interface PreviewProps {
  readonly study: ShownStudy
  readonly choice: StudyChoice
  /** Called when the numbers of a choice are in sight. */
  onSeen(choice: StudyChoice): void
}

export function PreviewPart({ study, choice, onSeen }: PreviewProps) {
  const [month, setMonth] = useState<string | null>(null)
  const { seen, problem } = usePreview(study.hash, month, choice)
  useEffect(() => {
    if (seen) onSeen(seen.choice)
  }, [seen])
  const text = words().studies
  const preview = seen?.preview
  const ticked = preview?.tables.filter(({ id }) => seen?.choice.tables.includes(id)) ?? []
  return (
    <Section title={text.previewTitle}>
      {preview && (
        <>
          <div class="field-short">
            <SelectField
              label={text.month}
              value={preview.month}
              onValue={setMonth}
              choices={preview.months.map((each) => [
                each.month,
                fill(each.isClosed ? text.monthChoice : text.monthSoFar, {
                  month: monthName(each.month),
                  trips: counted(text.trips, each.trips),
                }),
              ])}
            />
          </div>
          <p data-testid="preview" data-month={preview.month} data-tables={seen?.choice.tables.join()}>
            {ticked.length === 0
              ? text.previewNothing
              : fill(preview.isClosed ? text.previewReading : text.previewSoFar, {
                  month: monthName(preview.month),
                })}
          </p>
          <div class="numbers-grid">
            <Numbers study={study} tables={ticked} />
          </div>
        </>
      )}
      {!preview && problem === null && <p class="quiet">{words().common.loading}</p>}
      <Problem code={problem} />
    </Section>
  )
}

/** The numbers of the last choice that was answered, with that choice; a late answer to an earlier one is dropped. */
function usePreview(hash: string, month: string | null, choice: StudyChoice) {
  const [seen, setSeen] = useState<{ choice: StudyChoice; preview: StudyPreview } | null>(null)
  const { problem, run } = useAction()
  useEffect(() => {
    let isCurrent = true
    const ask = async (): Promise<void> => {
      const fresh = await call('previewStudy', { hash, month, ...choice })
      if (isCurrent) setSeen({ choice, preview: fresh })
    }
    ask().catch((failure: unknown) => run(() => Promise.reject(failure)))
    return () => {
      isCurrent = false
    }
  }, [hash, month, choice])
  return { seen, problem }
}
