/** Setting a goal. */
import { useState } from 'preact/hooks'
import type { Goal, GoalKind } from '../../../shared/coach/goals.ts'
import { goalKinds, longestGoal, mostOf } from '../../../shared/coach/goals.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { TextField } from '../../parts/fields.tsx'
import { typedNumber } from '../../parts/typed-number.ts'
import { fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** Small enough to be reached. */
const usual: Readonly<Record<GoalKind, number>> = {
  'cycle-to-work': 2,
  'less-solo-car': 50,
  'active-minutes': 150,
  own: 1,
}
/** No kilometre at all in a car is a goal; no day of cycling is none. */
const leastOf = (kind: GoalKind): number => (kind === 'less-solo-car' ? 0 : 1)

export function GoalForm({ onGoal, onCancel }: { onGoal: (goal: Goal) => void; onCancel: () => void }) {
  const text = words().coach
  const [kind, setKind] = useState<GoalKind>('cycle-to-work')
  const [typed, setTyped] = useState(String(usual['cycle-to-work']))
  const [own, setOwn] = useState('')
  const [tried, setTried] = useState(false)
  const target = typedNumber(typed)
  const isRight =
    target !== undefined && Number.isInteger(target) && target >= leastOf(kind) && target <= mostOf[kind]
  const isSaid = kind !== 'own' || own.trim() !== ''
  const choose = (value: string): void => {
    const chosen = goalKinds.find((each) => each === value) ?? 'own'
    setKind(chosen)
    setTyped(String(usual[chosen]))
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!isRight || !isSaid) return
    onGoal({ id: crypto.randomUUID(), kind, target, text: kind === 'own' ? own.trim() : '', done: [] })
  }
  const wrong = fill(text.targetWrong, { least: number(leastOf(kind)), most: number(mostOf[kind]) })
  return (
    <form class="inset" onSubmit={submit} noValidate data-testid="goal-form">
      <SelectField
        label={text.kind}
        value={kind}
        onValue={choose}
        choices={goalKinds.map((each) => [each, text.kinds[each]])}
      />
      {kind === 'own' && (
        <TextField
          label={text.ownText}
          value={own}
          maxLength={longestGoal}
          onValue={setOwn}
          error={tried && !isSaid ? text.ownMissing : undefined}
        />
      )}
      <TextField
        label={text.targets[kind]}
        hint={kind === 'active-minutes' ? text.activeHint : undefined}
        value={typed}
        maxLength={5}
        onValue={setTyped}
        error={tried && !isRight ? wrong : undefined}
      />
      <div class="buttons">
        <button type="submit">{text.saveGoal}</button>
        <button type="button" class="minor" onClick={onCancel}>
          {words().common.cancel}
        </button>
      </div>
    </form>
  )
}
