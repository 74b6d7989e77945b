/** Says under the header that the server is away, from when what is shown is, and what waits to be sent. */
import { useState } from 'preact/hooks'
import { reconnect } from '../connection.ts'
import { view } from '../state.ts'
import { counted, fill, instant } from '../words/speak.ts'
import { words } from '../words/words.ts'

export function ConnectionBanner() {
  const [busy, setBusy] = useState(false)
  const connection = view.value?.connection
  if (!connection || (!connection.isOffline && connection.unsent === 0)) return null
  const { asOf, hasSignedOut, unsent } = connection
  const text = words().offline
  const retry = async (): Promise<void> => {
    setBusy(true)
    await reconnect()
    setBusy(false)
  }
  return (
    <div class="banner banner-offline" data-testid="offline" data-unsent={unsent}>
      <p>
        {hasSignedOut && `${words().failures['not-signed-in']} `}
        {asOf !== null && fill(hasSignedOut ? text.shownAsOf : text.asOf, { time: instant(asOf) })}{' '}
        {unsent > 0 && counted(text.unsent, unsent)}
      </p>
      <button type="button" class="minor" disabled={busy} onClick={retry}>
        {text.retry}
      </button>
    </div>
  )
}
