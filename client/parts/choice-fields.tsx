/** Fields with a choice among a few, of a moment, or of a day and time. */
import { useId } from 'preact/hooks'
import { exactClock } from '../words/speak.ts'
import { Field } from './fields.tsx'

/** What can be chosen: a value and what it is called; and the language of that where it is not the page's. */
export type Choice<T extends string = string> = readonly [value: T, text: string, language?: string]

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly onValue: (value: T) => void
  readonly choices: readonly Choice<T>[]
}

/** One of a few, in a list that opens. */
export function SelectField<T extends string>(
  props: ChoiceProps<T> & { hint?: string | undefined; disabled?: boolean },
) {
  const { label, value, onValue, choices, hint, disabled } = props
  const choose = (chosen: string): void => {
    const known = choices.find(([each]) => each === chosen)
    if (known) onValue(known[0])
  }
  return (
    <Field label={label} hint={hint}>
      {(tie) => (
        <select
          {...tie}
          value={value}
          disabled={disabled}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {choices.map(([each, text, lang]) => (
            <option key={each} value={each} lang={lang}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One of a few, all in sight. */
export function RadioField<T extends string>({ label, value, onValue, choices }: ChoiceProps<T>) {
  const name = useId()
  return (
    <fieldset class="radios">
      <legend>{label}</legend>
      {choices.map(([each, text]) => (
        <label key={each}>
          <input type="radio" name={name} checked={value === each} onChange={() => onValue(each)} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

/** A day or a time of day, in the browser's own field. */
export function MomentField(props: {
  type: 'date' | 'time'
  label: string
  value: string
  onValue: (value: string) => void
  error?: string | undefined
}) {
  const { type, label, value, onValue, error } = props
  return (
    <Field label={label} error={error}>
      {(tie) => (
        <input {...tie} type={type} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
    </Field>
  )
}

/** Steps of the slider, s: fine enough to meet a halt at a stop. */
const stepS = 15

/** An instant between two others, chosen with a slider that says the time at the place. */
export function InstantSlider(props: {
  label: string
  start: string
  end: string
  timeZone: string
  value: string
  onValue: (iso: string) => void
}) {
  const id = useId()
  const { label, start, end, timeZone, value, onValue } = props
  const startMs = Date.parse(start)
  const lastS = Math.ceil((Date.parse(end) - startMs) / 1000 / stepS) - 1
  const time = exactClock(value, timeZone)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="slider">
        <input
          id={id}
          type="range"
          min={1}
          max={Math.max(1, lastS)}
          value={Math.round((Date.parse(value) - startMs) / 1000 / stepS)}
          aria-valuetext={time}
          onInput={(event) =>
            onValue(new Date(startMs + Number(event.currentTarget.value) * stepS * 1000).toISOString())
          }
        />
        <output for={id}>{time}</output>
      </div>
    </div>
  )
}

/** The instant of the slider that is nearest to the middle between two others. */
export function middleOf(start: string, end: string): string {
  const startMs = Date.parse(start)
  const steps = Math.max(1, Math.round((Date.parse(end) - startMs) / 2000 / stepS))
  return new Date(startMs + steps * stepS * 1000).toISOString()
}
