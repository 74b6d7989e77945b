/** Shares one trip or the trips of a period by a read-only link: what is shown is chosen and seen before it is made. */
import { useEffect, useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { ShareChoice, Snapshot } from '../../shared/sharing/snapshot.ts'
import { useAction } from '../parts/action.ts'
import { MomentField, SelectField } from '../parts/choice-fields.tsx'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { SnapshotView } from '../parts/snapshot-view.tsx'
import { Problem } from '../parts/status.tsx'
import { session, status, tripNumbered, view } from '../state.ts'
import { call } from '../vault.ts'
import { counted } from '../words/speak.ts'
import { words } from '../words/words.ts'
import type { GivenLink } from './share-links.tsx'
import { NewLink, ShareLinks } from './share-links.tsx'

/** Days that a link can last. */
const lifetimes = [1, 7, 30]

export function Share() {
  const { params } = useRoute()
  const text = words().share
  const days = (view.value?.trips ?? []).map(({ localDay }) => localDay).toSorted()
  const trip = params['number'] === undefined ? undefined : tripNumbered(Number(params['number']))
  const isMissing = days.length === 0 || (params['number'] !== undefined && !trip)
  const first: ShareChoice = {
    from: trip?.localDay ?? days.at(-1)?.slice(0, 8).concat('01') ?? '',
    to: trip?.localDay ?? days.at(-1) ?? '',
    trip: trip?.start ?? null,
    withWays: trip !== undefined,
    withTimes: false,
    withWords: false,
    hideEnds: true,
  }
  return (
    <Page title={trip ? text.titleTrip : text.title} wide>
      <p>{text.intro}</p>
      {isMissing ? <p>{words().summary.empty}</p> : <ShareForm first={first} />}
    </Page>
  )
}

function ShareForm({ first }: { first: ShareChoice }) {
  const [choice, setChoice] = useState(first)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [lifetime, setLifetime] = useState('7')
  const [link, setLink] = useState<GivenLink | null>(null)
  const { busy, problem, run } = useAction()
  const text = words().share
  const isDemo = session.value?.handle === null
  const change = (part: Partial<ShareChoice>): void => {
    setChoice({ ...choice, ...part })
    setLink(null)
  }
  usePreview(choice, setPreview, run)
  /** What may be shared: only what is seen now. */
  const seen = preview?.choice === choice && preview.snapshot.trips.length > 0 ? preview.snapshot : null
  const create = (snapshot: Snapshot): Promise<void> =>
    run(async () => {
      const { path, expiresAt } = await call('addShare', { snapshot, days: Number(lifetime) })
      setLink({ address: location.origin + path, expiresAt })
      status.value = words().share.created
    })
  return (
    <>
      <form onSubmit={(event) => event.preventDefault()}>
        {choice.trip === null && <PeriodFields choice={choice} onChange={change} />}
        <ShownFields choice={choice} onChange={change} />
        <SelectField
          label={text.lifetime}
          value={lifetime}
          onValue={setLifetime}
          choices={lifetimes.map((each) => [String(each), counted(text.lifetimes, each)])}
        />
      </form>
      <Section title={text.previewTitle}>
        <p>{text.previewText}</p>
        {view.value?.places.some(({ veil }) => veil) && (
          <p class="note" data-testid="private-left-out">
            {text.privateLeftOut}
          </p>
        )}
        <div class="paper">{preview && <SnapshotView snapshot={preview.snapshot} />}</div>
        {isDemo && <p class="note">{text.demo}</p>}
        <p class="buttons">
          <button type="button" disabled={busy || isDemo || !seen} onClick={() => seen && void create(seen)}>
            {text.create}
          </button>
        </p>
        <Problem code={problem} />
        {link && <NewLink link={link} />}
      </Section>
      {!isDemo && <ShareLinks made={link} />}
    </>
  )
}

/** What a choice would show. */
interface Preview {
  readonly choice: ShareChoice
  readonly snapshot: Snapshot
}

/** Asks for the preview of each choice; a late answer to an earlier one is dropped. */
function usePreview(
  choice: ShareChoice,
  setPreview: (preview: Preview) => void,
  run: (work: () => Promise<void>) => Promise<void>,
): void {
  useEffect(() => {
    let isCurrent = true
    const isWhole = choice.from !== '' && choice.from <= choice.to
    const ask = async (): Promise<void> => {
      const snapshot = await call('previewShare', choice)
      if (isCurrent) setPreview({ choice, snapshot })
    }
    if (isWhole) ask().catch((failure: unknown) => run(() => Promise.reject(failure)))
    return () => {
      isCurrent = false
    }
  }, [choice])
}

interface FieldsProps {
  readonly choice: ShareChoice
  readonly onChange: (part: Partial<ShareChoice>) => void
}

function PeriodFields({ choice, onChange }: FieldsProps) {
  const text = words().summary
  const isWrong = choice.from === '' || choice.from > choice.to
  return (
    <>
      <MomentField
        type="date"
        label={text.from}
        value={choice.from}
        onValue={(from) => onChange({ from })}
        error={isWrong ? text.wrongDays : undefined}
      />
      <MomentField type="date" label={text.to} value={choice.to} onValue={(to) => onChange({ to })} />
    </>
  )
}

function ShownFields({ choice, onChange }: FieldsProps) {
  const text = words().share
  const boxes = ['withWays', 'hideEnds', 'withTimes', 'withWords'] as const
  return (
    <fieldset class="radios">
      <legend>{text.shown}</legend>
      <p class="hint">{text.always}</p>
      {boxes.map((box) => (
        <label key={box}>
          <input
            type="checkbox"
            checked={choice[box]}
            disabled={box === 'hideEnds' && !choice.withWays}
            onChange={(event) => onChange({ [box]: event.currentTarget.checked })}
          />
          {text[box]}
        </label>
      ))}
    </fieldset>
  )
}
