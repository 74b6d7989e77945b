/** The form fields that several screens share. A field's error stands beside it and is read with it. */
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { warmVault } from '../vault.ts'
import { fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { handlePattern, passphraseCharacters } from './secret-rules.ts'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** A field with its label, hint and error; `children` gets the attributes that tie them together. */
export function Field(props: {
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: (tie: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
  }) => ComponentChildren
}) {
  const id = useId()
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': props.error !== undefined,
      })}
      {props.error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {props.error}
        </p>
      )}
    </div>
  )
}

export function TextField(props: FieldProps & { autocomplete?: string; maxLength?: number }) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(tie) => (
        <input
          {...tie}
          type="text"
          autocomplete={props.autocomplete ?? 'off'}
          autocapitalize="none"
          spellcheck={false}
          maxLength={props.maxLength ?? 200}
          value={props.value}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export function HandleField(props: Omit<FieldProps, 'label' | 'hint'> & { explained?: boolean }) {
  const text = words().handle
  return (
    <TextField
      label={text.label}
      hint={props.explained ? text.hint : undefined}
      error={props.error}
      value={props.value}
      onValue={(value) => props.onValue(value.trim().toLowerCase())}
      autocomplete="username"
    />
  )
}

/** A passphrase with a switch to show it; a new one also counts its characters. */
export function PassphraseField(props: FieldProps & { isNew?: boolean }) {
  const [shown, setShown] = useState(false)
  const text = words().passphrase
  const count = [...props.value].length
  return (
    <Field label={props.label} hint={props.isNew ? text.hint : undefined} error={props.error}>
      {(tie) => (
        <>
          <div class="with-button">
            <input
              {...tie}
              {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
              autocomplete={props.isNew ? 'new-password' : 'current-password'}
              autocapitalize="none"
              spellcheck={false}
              value={props.value}
              onFocus={warmVault}
              onInput={(event) => props.onValue(event.currentTarget.value)}
            />
            <button
              type="button"
              class="minor"
              aria-label={shown ? text.hideLabel : text.showLabel}
              onClick={() => setShown(!shown)}
            >
              {shown ? text.hide : text.show}
            </button>
          </div>
          {props.isNew && (
            <p class={count >= passphraseCharacters ? 'hint enough' : 'hint'} data-testid="passphrase-count">
              {fill(text.counter, { count: number(count) })}
            </p>
          )}
        </>
      )}
    </Field>
  )
}

/** Why a new passphrase will not do, or undefined. */
export function passphraseError(passphrase: string): string | undefined {
  return [...passphrase].length < passphraseCharacters ? words().passphrase.tooShort : undefined
}

/** Why this is not a handle, or undefined. */
export function handleError(handle: string): string | undefined {
  return handlePattern.test(handle) ? undefined : words().handle.wrong
}
