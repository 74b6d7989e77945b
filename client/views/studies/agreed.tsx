/** A study that one takes part in: what was agreed to, what waits to be given, what was given, and how to stop. */
import { CheckField } from '../../parts/check-field.tsx'
import type { NamedValue } from '../../parts/field-list.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { call } from '../../vault.ts'
import { fill, instant } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { Due } from './due.tsx'
import { Given } from './given.tsx'
import type { StudyPartProps } from './study.tsx'
import { epsilon, tableName } from './study-words.ts'

export function Agreed({ study, state }: StudyPartProps) {
  const text = words().studies
  const { hash } = study
  const askEachMonth = (isAsked: boolean): Promise<void> =>
    state.change(async () => {
      await call('askEachMonth', { hash, isAsked })
      status.value = words().common.saved
    })
  return (
    <>
      <Section title={text.yourTitle}>
        {!study.isAnswered && (
          <p class="note" data-testid="unanswered">
            {text.unanswered}
          </p>
        )}
        <Facts study={study} />
        <CheckField
          label={text.bySelf}
          hint={text.bySelfHint}
          checked={!study.isAsked}
          disabled={state.busy}
          onChecked={(isBySelf) => void askEachMonth(!isBySelf)}
        />
      </Section>
      <Due study={study} state={state} />
      <Given study={study} state={state} />
      <Stop study={study} state={state} />
    </>
  )
}

/** How to stop, and what that cannot undo. */
export function Stop({ study, state }: Pick<StudyPartProps, 'study' | 'state'>) {
  const text = words().studies
  const { hash } = study
  const withdraw = (): Promise<void> =>
    state.change(async () => {
      await call('withdrawFromStudy', { hash })
      status.value = words().studies.withdrawn
    })
  return (
    <Section title={text.stopTitle}>
      <p>{text.stopWarning}</p>
      <p class="buttons">
        <button type="button" class="danger" disabled={state.busy} onClick={() => void withdraw()}>
          {text.withdraw}
        </button>
      </p>
      <Problem code={state.problem} />
    </Section>
  )
}

function Facts({ study }: Pick<StudyPartProps, 'study'>) {
  const text = words().studies
  const { choice, saidAt } = study
  if (!choice) return null
  const names = choice.tables.map((id) => tableName(study, id))
  const rows: NamedValue[] = [
    [text.gives, [...names, ...(choice.withHome ? [text.giveHome] : [])].join(' · ')],
    ...(saidAt === null ? [] : [[text.since, instant(saidAt)] as const]),
    [text.until, instant(choice.until)],
    [text.perMonth, fill(text.epsilon, { value: epsilon(choice.epsilonMilliPerMonth) })],
    [text.soFar, fill(text.epsilon, { value: epsilon(study.spentMilli) })],
  ]
  return <FieldList rows={rows} testId="agreed" />
}
