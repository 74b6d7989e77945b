/** What somebody shared by a link: fetched as ciphertext, opened here with the key in the link. No vault is needed. */
import { useEffect, useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { failureText } from '../parts/failure.ts'
import { Page } from '../parts/page.tsx'
import { SnapshotView } from '../parts/snapshot-view.tsx'
import { failureCode } from '../state.ts'
import { call } from '../vault.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { fill, instant } from '../words/speak.ts'
import { words } from '../words/words.ts'

export function Shared() {
  const { params } = useRoute()
  const [opened, setOpened] = useState<OutputOf<'openShare'> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const text = words().shared
  useEffect(() => {
    const input = { id: params['id'] ?? '', key: location.hash.slice(1) }
    call('openShare', input).then(setOpened, (failure: unknown) => setProblem(failureCode(failure)))
  }, [])
  return (
    <Page title={text.title} wide>
      {problem !== null && (
        <p class="problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      {problem === null && opened === null && <p class="quiet">{words().common.loading}</p>}
      {opened && (
        <>
          <p>{text.intro}</p>
          <SnapshotView snapshot={opened.snapshot} />
          <p class="quiet">{fill(text.until, { date: instant(opened.expiresAt) })}</p>
        </>
      )}
    </Page>
  )
}

function problemText(code: string): string {
  const text = words().shared
  if (code === 'not-found') return text.gone
  return code === 'bad-vault-data' ? text.broken : failureText(code)
}
