/** Links that were given away: the new one, to be copied now, and all that still open, to be taken back. */
import { useEffect, useState } from 'preact/hooks'
import type { ShownShare } from '../given-away.ts'
import { useAction } from '../parts/action.ts'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { status } from '../state.ts'
import { call } from '../vault.ts'
import { counted, fill, instant, shortDay } from '../words/speak.ts'
import { words } from '../words/words.ts'

export interface GivenLink {
  readonly address: string
  readonly expiresAt: string
}

export function NewLink({ link }: { link: GivenLink }) {
  const { problem, run } = useAction()
  const text = words().share
  const copy = (): Promise<void> =>
    run(async () => {
      await navigator.clipboard.writeText(link.address)
      status.value = words().common.copied
    })
  return (
    <div class="paper">
      <p>{fill(text.once, { date: instant(link.expiresAt) })}</p>
      <p>
        <code data-testid="share-link">{link.address}</code>
      </p>
      <button type="button" class="minor" onClick={copy}>
        {words().common.copy}
      </button>
      <Problem code={problem} />
    </div>
  )
}

/** `made` is the link that was made last: the list is asked for again when it changes. */
export function ShareLinks({ made }: { made: GivenLink | null }) {
  const [shares, setShares] = useState<readonly ShownShare[]>([])
  const { busy, problem, run } = useAction()
  const text = words().share
  const load = async (): Promise<void> => setShares(await call('shares'))
  useEffect(() => void run(load), [made])
  const remove = (id: string): Promise<void> =>
    run(async () => {
      await call('removeShare', { id })
      await load()
      status.value = words().share.removed
    })
  return (
    <Section title={text.linksTitle}>
      <p>{text.linksText}</p>
      {shares.length === 0 && <p class="quiet">{words().common.none}</p>}
      <ul class="sessions">
        {shares.map((share) => (
          <li key={share.id} data-testid="share-row" data-opened={share.opened}>
            <div>
              <strong>{aboutText(share)}</strong>
              <br />
              {fill(text.life, { made: instant(share.createdAt), expires: instant(share.expiresAt) })}{' '}
              {counted(text.opened, share.opened)}
            </div>
            <button
              type="button"
              class="minor"
              disabled={busy}
              aria-label={fill(text.removeName, { about: aboutText(share) })}
              onClick={() => remove(share.id)}
            >
              {text.remove}
            </button>
          </li>
        ))}
      </ul>
      <Problem code={problem} />
    </Section>
  )
}

function aboutText({ about }: ShownShare): string {
  if (!about) return words().share.unknown
  const { from, to, trips } = about
  const days = { from: shortDay(from), to: shortDay(to) }
  const when = from === to ? fill(words().shared.day, days) : fill(words().shared.days, days)
  return `${when}: ${counted(words().trips.dayTrips, trips)}`
}
