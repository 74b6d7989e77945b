/** Opens a vault with its handle and passphrase. What is typed is kept nowhere. */
import { useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { useArrival } from '../parts/arrival.ts'
import { HandleField, handleError, PassphraseField } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { enterVault, showProgress, status } from '../state.ts'
import { call } from '../vault.ts'
import { words } from '../words/words.ts'

/** `needed`: shown in place of a screen of the vault, which appears once the vault is open. */
export function Unlock({ needed }: { needed?: boolean }) {
  const arrive = useArrival()
  const { busy, problem, run } = useAction()
  const [handle, setHandle] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const text = words()

  const open = async (): Promise<void> => {
    const { rolledBack } = await call('unlock', { handle, passphrase }, showProgress)
    setPassphrase('')
    await enterVault(handle, rolledBack)
    status.value = words().unlock.opened
    if (!needed) arrive()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (handleError(handle) === undefined && passphrase !== '') void run(open)
  }
  return (
    <Page title={text.unlock.title}>
      {needed && <p>{text.unlock.needed}</p>}
      <form onSubmit={submit} noValidate>
        <HandleField value={handle} onValue={setHandle} error={tried ? handleError(handle) : undefined} />
        <PassphraseField
          label={text.passphrase.label}
          value={passphrase}
          onValue={setPassphrase}
          error={tried && passphrase === '' ? text.passphrase.missing : undefined}
        />
        <Problem code={problem} />
        <button type="submit" disabled={busy}>
          {text.unlock.submit}
        </button>
        {busy && <ProgressBar idleText={text.unlock.working} />}
      </form>
      <ul class="plain">
        <li>
          <a href="/recover">{text.unlock.recover}</a>
        </li>
        <li>
          <a href="/create">{text.unlock.create}</a>
        </li>
      </ul>
    </Page>
  )
}
