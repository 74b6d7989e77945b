/** Opens a vault with its recovery words and gives it a new passphrase. */
import { useId, useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { useArrival } from '../parts/arrival.ts'
import { HandleField, handleError, PassphraseField, passphraseError } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { enterVault, showProgress, status } from '../state.ts'
import { call, warmVault } from '../vault.ts'
import { fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

const wordCount = 24

/** The words, whatever stands between them: numbers, commas, line ends. */
const tidied = (text: string): string[] => text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []

export function Recover() {
  const arrive = useArrival()
  const { busy, problem, run } = useAction()
  const [handle, setHandle] = useState('')
  const [typed, setTyped] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const text = words()
  const recovery = tidied(typed)

  const open = async (): Promise<void> => {
    const input = { handle, words: recovery.join(' '), newPassphrase: passphrase }
    const { rolledBack } = await call('recover', input, showProgress)
    await enterVault(handle, rolledBack)
    status.value = words().unlock.opened
    arrive()
  }
  const isReady =
    handleError(handle) === undefined &&
    recovery.length === wordCount &&
    passphraseError(passphrase) === undefined
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isReady) void run(open)
  }
  return (
    <Page title={text.recover.title}>
      <p>{text.recover.intro}</p>
      <form onSubmit={submit} noValidate>
        <HandleField value={handle} onValue={setHandle} error={tried ? handleError(handle) : undefined} />
        <WordsField value={typed} onValue={setTyped} count={recovery.length} tried={tried} />
        <PassphraseField
          label={text.passphrase.newLabel}
          value={passphrase}
          onValue={setPassphrase}
          isNew
          error={tried ? passphraseError(passphrase) : undefined}
        />
        <Problem code={problem === 'wrong-credentials' ? 'wrong-words' : problem} />
        <button type="submit" disabled={busy}>
          {text.recover.submit}
        </button>
        {busy && <ProgressBar idleText={text.unlock.working} />}
      </form>
    </Page>
  )
}

function WordsField(props: {
  value: string
  onValue: (value: string) => void
  count: number
  tried: boolean
}) {
  const id = useId()
  const text = words().recover
  const isWrong = props.tried && props.count !== wordCount
  return (
    <div class="field">
      <label for={id}>{text.words}</label>
      <textarea
        id={id}
        rows={4}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={props.value}
        aria-describedby={`${id}-count`}
        aria-invalid={isWrong}
        onFocus={warmVault}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
      <p class={isWrong ? 'field-error' : 'hint'} id={`${id}-count`}>
        {isWrong && `${text.notTwentyFour} `}
        {fill(text.counter, { count: number(props.count) })}
      </p>
    </div>
  )
}
