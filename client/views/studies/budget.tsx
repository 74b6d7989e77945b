/** What studies have cost this year, beside the bound that the person sets. */
import { useState } from 'preact/hooks'
import { TextField } from '../../parts/fields.tsx'
import { Section } from '../../parts/section.tsx'
import { typedNumber } from '../../parts/typed-number.ts'
import { status } from '../../state.ts'
import type { StudiesView } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { epsilon } from './study-words.ts'
import type { StudiesState } from './use-studies.ts'

export function Budget({ shown, state }: { shown: StudiesView; state: StudiesState }) {
  const text = words().studies
  const { year, spentMilli, capMilli } = shown
  const reading = fill(text.budgetReading, { year, spent: epsilon(spentMilli), cap: epsilon(capMilli) })
  return (
    <Section title={text.budgetTitle}>
      <p data-testid="budget" data-spent={spentMilli} data-cap={capMilli}>
        {reading}
      </p>
      <meter
        class="budget-meter"
        min={0}
        max={Math.max(1, capMilli)}
        value={spentMilli}
        aria-label={reading}
      />
      <p class="quiet">{text.budgetText}</p>
      <CapForm key={capMilli} capMilli={capMilli} state={state} />
    </Section>
  )
}

/** Largest bound that can be set. */
const mostEpsilon = 100

function CapForm({ capMilli, state }: { capMilli: number; state: StudiesState }) {
  const text = words().studies
  const [typed, setTyped] = useState(epsilon(capMilli))
  const [tried, setTried] = useState(false)
  const value = typedNumber(typed)
  const isWrong = value === undefined || value > mostEpsilon
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isWrong) return
    void state.change(async () => {
      await call('capStudies', { milli: Math.round(value * 1000) })
      status.value = words().studies.capSaved
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label={text.cap}
        hint={text.capHint}
        value={typed}
        onValue={setTyped}
        error={tried && isWrong ? text.capWrong : undefined}
        maxLength={8}
      />
      <button type="submit" class="minor" disabled={state.busy}>
        {text.capSave}
      </button>
    </form>
  )
}
