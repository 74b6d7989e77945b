/** The owner's weight, for the energy that walking and cycling take. */
import { useState } from 'preact/hooks'
import { defaultWeightKg } from '../../shared/analysis/effort.ts'
import { useAction } from '../parts/action.ts'
import { TextField } from '../parts/fields.tsx'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { refreshView, status, view } from '../state.ts'
import { call } from '../vault.ts'
import { fill, kilograms, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

const leastKg = 20
const mostKg = 300

/** The weight that was typed, with a point or a comma; null for nothing, undefined for what is no weight. */
export function weightOf(typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.')
  if (text === '') return null
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined
  const weightKg = Number(text)
  return weightKg >= leastKg && weightKg <= mostKg ? weightKg : undefined
}

export function WeightChoice() {
  const { busy, problem, run } = useAction()
  const saved = view.value?.settings.weightKg ?? null
  const [typed, setTyped] = useState(saved === null ? '' : number(saved))
  const [tried, setTried] = useState(false)
  const text = words().settings
  const weightKg = weightOf(typed)
  const save = async (chosen: number | null): Promise<void> => {
    await call('saveSettings', { weightKg: chosen })
    await refreshView()
    status.value = words().common.saved
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (weightKg !== undefined) void run(() => save(weightKg))
  }
  const wrong = fill(text.weightWrong, { least: number(leastKg), most: number(mostKg) })
  return (
    <Section title={text.weightTitle}>
      <form onSubmit={submit} noValidate>
        <TextField
          label={text.weight}
          hint={fill(text.weightHint, { weight: kilograms(defaultWeightKg) })}
          error={tried && weightKg === undefined ? wrong : undefined}
          value={typed}
          onValue={setTyped}
          maxLength={6}
        />
        <Problem code={problem} />
        <button type="submit" class="minor" disabled={busy}>
          {text.save}
        </button>
      </form>
    </Section>
  )
}
