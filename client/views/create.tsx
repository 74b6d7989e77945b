/** Makes a vault in three steps: a handle and passphrase, the recovery words, three of them typed again. */
import { useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { useArrival } from '../parts/arrival.ts'
import { HandleField, handleError, PassphraseField, passphraseError } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { enterVault, showProgress, status } from '../state.ts'
import { call } from '../vault.ts'
import { language, words } from '../words/words.ts'
import { RecoveryCheck, RecoveryWords } from './recovery-words.tsx'

export function Create() {
  const arrive = useArrival()
  const [made, setMade] = useState<{ handle: string; recovery: readonly string[] } | null>(null)
  const [written, setWritten] = useState(false)
  const { busy, problem, run } = useAction()

  if (made === null) return <CreateForm onMade={setMade} />
  if (!written)
    return <RecoveryWords key="words" recovery={made.recovery} onWritten={() => setWritten(true)} />
  const finish = async (): Promise<void> => {
    await enterVault(made.handle, false)
    status.value = words().create.done
    arrive()
  }
  return (
    <RecoveryCheck
      key="check"
      recovery={made.recovery}
      busy={busy}
      problem={problem}
      onSeeAgain={() => setWritten(false)}
      onRight={() => void run(finish)}
    />
  )
}

function CreateForm({ onMade }: { onMade: (made: { handle: string; recovery: readonly string[] }) => void }) {
  const { busy, problem, run } = useAction()
  const [handle, setHandle] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const text = words()

  const create = async (): Promise<void> => {
    const made = await call('create', { handle, passphrase, language: language.value }, showProgress)
    onMade({ handle, recovery: made.words })
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (handleError(handle) === undefined && passphraseError(passphrase) === undefined) void run(create)
  }
  return (
    <Page title={text.create.title}>
      <form onSubmit={submit} noValidate>
        <HandleField
          value={handle}
          onValue={setHandle}
          explained
          error={tried ? handleError(handle) : undefined}
        />
        <PassphraseField
          label={text.passphrase.label}
          value={passphrase}
          onValue={setPassphrase}
          isNew
          error={tried ? passphraseError(passphrase) : undefined}
        />
        <p class="note">{text.create.noReset}</p>
        <Problem code={problem} />
        <button type="submit" disabled={busy}>
          {text.create.submit}
        </button>
        {busy && <ProgressBar idleText={text.create.working} />}
      </form>
      <ul class="plain">
        <li>
          <a href="/unlock">{text.create.haveOne}</a>
        </li>
      </ul>
    </Page>
  )
}
