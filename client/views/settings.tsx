/** Choices, secrets, sessions, and the way to erase everything. */
import { useEffect, useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Action } from '../parts/action.ts'
import { useAction } from '../parts/action.ts'
import { CheckField } from '../parts/check-field.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { PassphraseField, passphraseError, TextField } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { forgetVault, leaveVault, refreshView, session, showProgress, status, view } from '../state.ts'
import { call } from '../vault.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { fill, instant, shortDay } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { DisplayChoices } from './display-choices.tsx'
import { OfflineChoice } from './offline-choice.tsx'
import { WeightChoice } from './weight-choice.tsx'

export function Settings() {
  const text = words().settings
  const handle = session.value?.handle
  return (
    <Page title={text.title}>
      <DisplayChoices />
      <MoreChoices />
      <CoachChoice />
      <WeightChoice />
      <BlindMode />
      {handle ? (
        <>
          <OfflineChoice />
          <Sessions />
          <Section title={text.account}>
            <PassphraseChange handle={handle} />
            <Erasure handle={handle} />
          </Section>
        </>
      ) : (
        <p class="note">{text.demo}</p>
      )}
    </Page>
  )
}

/** What has a page of its own. */
function MoreChoices() {
  const { settings, footprints, habits, corrections } = words()
  return (
    <Section title={settings.more}>
      <ul class="plain">
        <li>
          <a href="/footprints">{footprints.link}</a>
          <p class="hint">{footprints.linkText}</p>
        </li>
        <li>
          <a href="/habits">{habits.link}</a>
          <p class="hint">{habits.linkText}</p>
        </li>
        <li>
          <a href="/corrections">{corrections.all}</a>
        </li>
      </ul>
    </Section>
  )
}

function CoachChoice() {
  const { busy, problem, run } = useAction()
  const saved = view.value?.settings.coach ?? true
  // The switch stands where it was put, also while that is saved.
  const [wanted, setWanted] = useState<boolean | null>(null)
  const text = words().coach
  const save = async (coach: boolean): Promise<void> => {
    setWanted(coach)
    try {
      await call('saveSettings', { coach })
      await refreshView()
    } finally {
      setWanted(null)
    }
    status.value = words().common.saved
  }
  return (
    <Section title={text.settingsTitle}>
      <CheckField
        label={text.settingsLabel}
        hint={text.settingsText}
        checked={wanted ?? saved}
        disabled={busy}
        onChecked={(coach) => void run(() => save(coach))}
      />
      <Problem code={problem} />
    </Section>
  )
}

function BlindMode() {
  const { busy, problem, run } = useAction()
  const id = useId()
  const text = words().settings
  const save = async (blindMode: boolean): Promise<void> => {
    await call('saveSettings', { blindMode })
    await refreshView()
    status.value = words().common.saved
  }
  return (
    <Section title={text.blindTitle}>
      <div class="check">
        <input
          id={id}
          type="checkbox"
          checked={view.value?.settings.blindMode ?? false}
          disabled={busy}
          aria-describedby={`${id}-text`}
          onChange={(event) => {
            const { checked } = event.currentTarget
            void run(() => save(checked))
          }}
        />
        <label for={id}>{text.blind}</label>
      </div>
      <p class="hint" id={`${id}-text`}>
        {text.blindText}
      </p>
      <Problem code={problem} />
    </Section>
  )
}

function PassphraseChange({ handle }: { handle: string }) {
  const { busy, problem, run } = useAction()
  const [passphrase, setPassphrase] = useState('')
  const [newPassphrase, setNewPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const text = words()
  const change = async (): Promise<void> => {
    await call('changePassphrase', { passphrase, newPassphrase }, showProgress)
    setPassphrase('')
    setNewPassphrase('')
    setTried(false)
    status.value = words().settings.changed
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (passphrase !== '' && passphraseError(newPassphrase) === undefined) void run(change)
  }
  return (
    <Disclosure title={text.settings.passphraseTitle} startsOpen={false}>
      <form onSubmit={submit} noValidate>
        <input type="text" autocomplete="username" value={handle} readOnly hidden />
        <PassphraseField
          label={text.passphrase.currentLabel}
          value={passphrase}
          onValue={setPassphrase}
          error={tried && passphrase === '' ? text.passphrase.missing : undefined}
        />
        <PassphraseField
          label={text.passphrase.newLabel}
          value={newPassphrase}
          onValue={setNewPassphrase}
          isNew
          error={tried ? passphraseError(newPassphrase) : undefined}
        />
        <Outcome action={{ busy, problem }} />
        <button type="submit" disabled={busy}>
          {text.settings.change}
        </button>
      </form>
    </Disclosure>
  )
}

function Outcome({ action }: { action: Pick<Action, 'busy' | 'problem'> }) {
  return (
    <>
      {action.busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={action.problem} />
    </>
  )
}

function Sessions() {
  const { route } = useLocation()
  const { busy, problem, run } = useAction()
  const [sessions, setSessions] = useState<OutputOf<'sessions'>>([])
  const text = words().settings
  const load = async (): Promise<void> => setSessions(await call('sessions'))
  useEffect(() => void run(load), [])
  const end = async (id: string): Promise<void> => {
    await call('endSession', { id })
    status.value = words().settings.ended
    await load()
  }
  const logOut = async (): Promise<void> => {
    await leaveVault('logOut')
    status.value = words().unlock.locked
    route('/')
  }
  return (
    <Section title={text.sessionsTitle}>
      <ul class="sessions" aria-label={text.sessionsTable}>
        {sessions.map((each) => (
          <li key={each.id}>
            <span>
              {text.created} {instant(each.createdAt)} · {text.lastSeen} {shortDay(each.lastSeenDay)}
            </span>
            {each.current ? (
              <em>{text.current}</em>
            ) : (
              <button
                type="button"
                class="minor"
                disabled={busy}
                aria-label={fill(text.endLabel, { date: instant(each.createdAt) })}
                onClick={() => run(() => end(each.id))}
              >
                {text.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem code={problem} />
      <button type="button" class="minor" disabled={busy} onClick={() => run(logOut)}>
        {text.logOut}
      </button>
    </Section>
  )
}

function Erasure({ handle }: { handle: string }) {
  const { route } = useLocation()
  const { busy, problem, run } = useAction()
  const [typedHandle, setTypedHandle] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const text = words()
  const isHandleRight = typedHandle.trim().toLowerCase() === handle
  const erase = async (): Promise<void> => {
    await call('erase', { passphrase }, showProgress)
    forgetVault()
    status.value = words().settings.erased
    route('/')
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isHandleRight && passphrase !== '') void run(erase)
  }
  return (
    <Disclosure title={text.settings.eraseTitle} startsOpen={false}>
      <p>{text.settings.eraseText}</p>
      <p class="note" data-testid="erase-studies">
        {text.settings.eraseStudies}
      </p>
      <form onSubmit={submit} noValidate>
        <TextField
          label={text.settings.eraseHandle}
          value={typedHandle}
          onValue={setTypedHandle}
          error={tried && !isHandleRight ? text.settings.eraseHandleWrong : undefined}
        />
        <PassphraseField
          label={text.passphrase.label}
          value={passphrase}
          onValue={setPassphrase}
          error={tried && passphrase === '' ? text.passphrase.missing : undefined}
        />
        <Outcome action={{ busy, problem }} />
        <button type="submit" class="danger" disabled={busy}>
          {text.settings.erase}
        </button>
      </form>
    </Disclosure>
  )
}
