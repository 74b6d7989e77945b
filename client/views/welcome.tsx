/** The first screen: what this is, and three ways in. */
import { useAction } from '../parts/action.ts'
import { useArrival } from '../parts/arrival.ts'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { enterVault, showProgress, status } from '../state.ts'
import { call } from '../vault.ts'
import { words } from '../words/words.ts'

export function Welcome() {
  const arrive = useArrival()
  const { busy, problem, run } = useAction()
  const text = words().welcome
  const openDemo = async (): Promise<void> => {
    const { rolledBack } = await call('openDemo', undefined, showProgress)
    await enterVault(null, rolledBack)
    status.value = words().unlock.opened
    arrive()
  }
  return (
    <Page title={text.title}>
      <Wake />
      <p class="lead">{text.first}</p>
      <p class="lead">{text.second}</p>
      <p class="lead">{text.third}</p>
      <div class="ways-in">
        <a class="button" href="/create">
          {text.create}
        </a>
        <a class="button minor" href="/unlock">
          {text.open}
        </a>
        <button type="button" class="minor" disabled={busy} onClick={() => run(openDemo)}>
          {text.demo}
        </button>
      </div>
      <p class="quiet">{text.demoHint}</p>
      <p>
        <a href="/help">{text.help}</a>
      </p>
      {busy && <ProgressBar idleText={text.demoOpening} />}
      <Problem code={problem} />
    </Page>
  )
}

/** A line that crosses the page and changes as a day's trips do. */
function Wake() {
  return (
    <svg class="wake" viewBox="0 0 640 90" aria-hidden="true" focusable="false">
      <path class="mode-line mode-foot" d="M10 70C40 66 52 40 84 46" />
      <path class="mode-line mode-road-transit" d="M84 46C150 58 170 84 250 62" />
      <path class="mode-line mode-cycle" d="M250 62C320 42 340 14 420 26" />
      <path class="mode-line mode-rail" d="M420 26C500 38 520 60 620 20" />
      <circle class="wake-end" cx="620" cy="20" r="7" />
    </svg>
  )
}
