/** The choice: each table by itself, nothing ticked, one's own numbers as they would leave, and what that costs. */
import { useState } from 'preact/hooks'
import { costMilli } from '../../../shared/research/cost.ts'
import type { TableId } from '../../../shared/research/tables/ids.ts'
import { CheckField } from '../../parts/check-field.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import type { StudyChoice } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { capital, counted, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { PreviewPart } from './preview.tsx'
import type { StudyPartProps } from './study.tsx'
import { epsilon, factorOf } from './study-words.ts'

const nothingTicked: StudyChoice = { tables: [], withHome: false }

export function StudyChoiceForm({ study, shown, state }: StudyPartProps) {
  const [choice, setChoice] = useState(nothingTicked)
  const [seen, setSeen] = useState<StudyChoice | null>(null)
  const [isBySelf, setBySelf] = useState(false)
  const text = words().studies
  const { hash } = study
  /** Only what is in sight can be agreed to. */
  const isSeen = choice.tables.length > 0 && seen === choice
  const agree = (): Promise<void> =>
    state.change(async () => {
      await call('consentToStudy', {
        hash,
        ...choice,
        language: study.notice.language,
        isAsked: !isBySelf,
      })
      status.value = words().studies.agreed
    })
  const refuse = (): Promise<void> =>
    state.change(async () => {
      await call('refuseStudy', { hash })
      status.value = words().studies.refusedSaid
    })
  return (
    <>
      <Section title={text.chooseTitle}>
        <p>{text.chooseText}</p>
        <TableBoxes study={study} choice={choice} onChoice={setChoice} />
      </Section>
      <PreviewPart study={study} choice={choice} onSeen={setSeen} />
      <Section title={text.costTitle}>
        <Cost study={study} shown={shown} choice={choice} />
        <CheckField label={text.bySelf} hint={text.bySelfHint} checked={isBySelf} onChecked={setBySelf} />
        <p>{text.undone}</p>
        <div class="buttons">
          <button type="button" disabled={state.busy || !isSeen} onClick={() => void agree()}>
            {text.agree}
          </button>
          {study.state !== 'refused' && (
            <button type="button" class="minor" disabled={state.busy} onClick={() => void refuse()}>
              {text.refuse}
            </button>
          )}
        </div>
        <Problem code={state.problem} />
      </Section>
    </>
  )
}

interface BoxesProps {
  readonly study: StudyPartProps['study']
  readonly choice: StudyChoice
  readonly onChoice: (choice: StudyChoice) => void
}

function TableBoxes({ study, choice, onChoice }: BoxesProps) {
  const text = words().studies
  const tables = study.notice.sections.flatMap((section) => section.tables ?? [])
  const tick = (id: TableId, isTicked: boolean): void => {
    const ticked = isTicked ? [...choice.tables, id] : choice.tables.filter((each) => each !== id)
    onChoice({ tables: ticked, withHome: choice.withHome && ticked.includes('flows') })
  }
  return (
    <form data-testid="study-tables" onSubmit={(event) => event.preventDefault()}>
      <p class="hint">{text.always}</p>
      {tables
        .filter(({ id }) => id !== 'participants')
        .map(({ id, name, text: said }) => (
          <div key={id}>
            <CheckField
              label={name}
              hint={`${capital(said)} ${fill(text.tableCost, { epsilon: epsilon(costMilli(study.definition, [id])) })}`}
              checked={choice.tables.includes(id)}
              onChecked={(isTicked) => tick(id, isTicked)}
            />
            {id === 'flows' && (
              <div class="sub-check">
                <CheckField
                  label={text.withHome}
                  hint={text.withHomeHint}
                  checked={choice.withHome}
                  disabled={!choice.tables.includes('flows')}
                  onChecked={(withHome) => onChoice({ ...choice, withHome })}
                />
              </div>
            )}
          </div>
        ))}
    </form>
  )
}

function Cost({ study, shown, choice }: Omit<StudyPartProps, 'state'> & { choice: StudyChoice }) {
  const text = words().studies
  if (choice.tables.length === 0) return <p data-testid="study-cost">{text.costNothing}</p>
  const milli = costMilli(study.definition, ['participants', ...choice.tables])
  const left = Math.max(0, shown.capMilli - shown.spentMilli)
  const months = Math.floor(left / milli)
  return (
    <p data-testid="study-cost" data-milli={milli}>
      {fill(text.costReading, {
        epsilon: epsilon(milli),
        factor: factorOf(milli),
        cap: epsilon(shown.capMilli),
        left: epsilon(left),
      })}{' '}
      {months < 12 && fill(text.costStops, { months: counted(text.months, months) })}
    </p>
  )
}
