/** The top of every page: home, navigation, language, colours, lock. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { hasDrafts } from '../drafts.ts'
import {
  chooseLanguage,
  chooseTheme,
  failureCode,
  leaveVault,
  session,
  status,
  theme,
  themes,
  view,
} from '../state.ts'
import { language, languages, words } from '../words/words.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { failureText } from './failure.ts'

const ownerLinks = [
  ['/trips', 'trips'],
  ['/analysis', 'analysis'],
  ['/places', 'places'],
  ['/coach', 'coach'],
  ['/studies', 'studies'],
  ['/phones', 'phones'],
  ['/import', 'import'],
  ['/take-out', 'takeOut'],
  ['/journal', 'journal'],
  ['/settings', 'settings'],
  ['/help', 'help'],
] as const

/** The coach is off with one switch. */
const isWanted = ([, name]: (typeof ownerLinks)[number]): boolean =>
  name !== 'coach' || view.value?.settings.coach !== false

export function Header() {
  const { path, route } = useLocation()
  const [isAsking, setAsking] = useState(false)
  const text = words()
  useEffect(() => setAsking(false), [session.value])
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href={session.value ? '/trips' : '/'} aria-label={text.nav.home}>
          <img src="/sillage.svg" alt="" width="32" height="32" />
          <span>{text.product}</span>
        </a>
        <div class="top-choices">
          <LanguageChoice />
          <ThemeChoice />
          {session.value && (
            <button
              type="button"
              class="lock"
              onClick={() => (hasDrafts.value ? setAsking(true) : lock(() => route('/')))}
            >
              {text.nav.lock}
            </button>
          )}
        </div>
      </div>
      {isAsking && session.value && (
        <LockQuestion
          onLock={() => lock(() => route('/'))}
          onStay={() => {
            setAsking(false)
            document.querySelector<HTMLButtonElement>('button.lock')?.focus()
          }}
        />
      )}
      <nav aria-label={text.nav.label}>
        <ul class="nav">
          {session.value ? (
            ownerLinks
              .filter(isWanted)
              .map(([href, name]) => <NavLink key={href} href={href} path={path} label={text.nav[name]} />)
          ) : (
            <>
              <NavLink href="/unlock" path={path} label={text.nav.open} />
              <NavLink href="/dashboard" path={path} label={text.nav.dashboard} />
              <NavLink href="/help" path={path} label={text.nav.help} />
            </>
          )}
        </ul>
      </nav>
      {session.value?.handle === null && <p class="banner">{text.demoBanner}</p>}
      <ConnectionBanner />
      {session.value?.rolledBack && (
        <p class="banner banner-warning" role="alert">
          {text.rolledBack}
        </p>
      )}
    </header>
  )
}

/** Locking forgets what is typed and not saved: who has typed is asked, and answers with the keyboard, too. */
function LockQuestion({ onLock, onStay }: { onLock: () => void; onStay: () => void }) {
  const stay = useRef<HTMLButtonElement>(null)
  const text = words().unsaved
  useLayoutEffect(() => stay.current?.focus(), [])
  return (
    <div class="banner banner-warning banner-offline" role="alertdialog" aria-label={text.question}>
      <p>{text.question}</p>
      <div class="buttons">
        <button type="button" class="minor" ref={stay} onClick={onStay}>
          {text.stay}
        </button>
        <button type="button" class="danger" onClick={onLock}>
          {text.lock}
        </button>
      </div>
    </div>
  )
}

function NavLink({ href, path, label }: { href: string; path: string; label: string }) {
  const here = path === href || path.startsWith(`${href}/`)
  return (
    <li>
      <a href={href} aria-current={here ? 'page' : undefined}>
        {label}
      </a>
    </li>
  )
}

function LanguageChoice() {
  const text = words()
  const choose = (value: string): void => {
    const id = languages.find((known) => known === value)
    if (id) chooseLanguage(id).catch(say)
  }
  return (
    <label class="choice">
      <span class="unseen">{text.language.label}</span>
      <select value={language.value} onChange={(event) => choose(event.currentTarget.value)}>
        {languages.map((id) => (
          <option key={id} value={id} lang={id}>
            {text.language[id]}
          </option>
        ))}
      </select>
    </label>
  )
}

function ThemeChoice() {
  const text = words()
  const choose = (value: string): void => chooseTheme(themes.find((known) => known === value) ?? 'auto')
  return (
    <label class="choice choice-theme">
      <span class="unseen">{text.theme.label}</span>
      <select value={theme.value} onChange={(event) => choose(event.currentTarget.value)}>
        {themes.map((id) => (
          <option key={id} value={id}>
            {text.theme[id]}
          </option>
        ))}
      </select>
    </label>
  )
}

function lock(after: () => void): void {
  leaveVault('lock')
    .then(() => {
      status.value = words().unlock.locked
    })
    .catch(say)
    .finally(after)
}

/** Puts a failure where there is no form to show it in: the live region. */
function say(failure: unknown): void {
  status.value = failureText(failureCode(failure))
}
