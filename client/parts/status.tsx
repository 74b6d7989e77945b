/** How work is said: one polite live region for what was done, a bar for what runs, an alert for what failed. */
import { useEffect } from 'preact/hooks'
import { progress, status } from '../state.ts'
import { fill, percent } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { failureText } from './failure.ts'

/** How long a message stays in sight, ms; it is long enough to read twice. */
const messageStaysMs = 8000

/** Always on the page, so that a screen reader hears its changes. */
export function StatusRegion() {
  const message = status.value
  useEffect(() => {
    if (message === '') return
    const timer = setTimeout(() => {
      status.value = ''
    }, messageStaysMs)
    return () => clearTimeout(timer)
  }, [message])
  return (
    <div class="status" role="status" data-testid="status">
      {message !== '' && <p>{message}</p>}
    </div>
  )
}

/** The long work that runs now, or `idleText` while it has not said anything yet. */
export function ProgressBar({ idleText }: { idleText: string }) {
  const now = progress.value
  const label = now ? words().progress[now.step] : idleText
  const share = now && now.total > 0 ? Math.min(1, now.done / now.total) : undefined
  return (
    <div class="progress" data-testid="progress">
      <p role="status">{label}</p>
      <progress aria-label={label} max={1} {...(share === undefined ? {} : { value: share })} />
      {share !== undefined && (
        <p class="quiet">{fill(words().progress.share, { percent: percent(share) })}</p>
      )}
    </div>
  )
}

/** Why something did not work. */
export function Problem({ code }: { code: string | null }) {
  return (
    <div role="alert" class="problem-place">
      {code !== null && <p class="problem">{failureText(code)}</p>}
    </div>
  )
}
