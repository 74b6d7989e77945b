/** A switch with its label and what it does. */
import { useId } from 'preact/hooks'

export function CheckField(props: {
  label: string
  hint?: string
  checked: boolean
  disabled?: boolean
  onChecked: (checked: boolean) => void
}) {
  const id = useId()
  const { label, hint, checked, disabled, onChecked } = props
  return (
    <div class="field">
      <div class="check">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => onChecked(event.currentTarget.checked)}
        />
        <label for={id}>{label}</label>
      </div>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
