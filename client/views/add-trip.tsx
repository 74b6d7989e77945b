/** A trip that no phone recorded, as its owner remembers it. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { purposeIds } from '../../shared/analysis/document.ts'
import { longestName } from '../../shared/analysis/edits/limits.ts'
import { modeIds } from '../../shared/engine/mode.ts'
import { addTrip } from '../corrections.ts'
import { draftOf } from '../drafts.ts'
import { useAction } from '../parts/action.ts'
import type { Choice } from '../parts/choice-fields.tsx'
import { MomentField, SelectField } from '../parts/choice-fields.tsx'
import { TextField } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { placeName } from '../places.ts'
import { numberOf, status, view } from '../state.ts'
import type { AddedTrip } from '../vault-protocol.ts'
import { words } from '../words/words.ts'

const blank = {
  day: '',
  startTime: '',
  endTime: '',
  mode: 'walking',
  from: '',
  to: '',
  distanceKm: '',
  purpose: '',
  name: '',
}
type Typed = typeof blank

export function AddTrip() {
  const { problem, run } = useAction()
  const { route } = useLocation()
  const { typed, type, forget } = draftOf('a missing trip', blank)
  const [tried, setTried] = useState(false)
  const text = words().addTrip
  const set = (field: keyof Typed) => (value: string) => type({ ...typed, [field]: value })
  const add = async (trip: AddedTrip): Promise<void> => {
    const start = await addTrip(trip)
    forget()
    status.value = words().addTrip.added
    const added = view.value?.trips.find((each) => each.start === start)
    route(added ? `/trips/${numberOf(added)}` : '/trips')
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    const trip = readTyped(typed)
    if (trip) void run(() => add(trip))
  }
  const missing = (field: 'day' | 'startTime' | 'endTime'): string | undefined =>
    tried && typed[field] === '' ? text.missing : undefined
  return (
    <Page title={text.title}>
      <p>
        <a href="/trips">← {words().trip.back}</a>
      </p>
      <p>{text.intro}</p>
      <form onSubmit={submit} noValidate>
        <MomentField
          type="date"
          label={text.day}
          value={typed.day}
          onValue={set('day')}
          error={missing('day')}
        />
        <div class="pair">
          <MomentField
            type="time"
            label={text.start}
            value={typed.startTime}
            onValue={set('startTime')}
            error={missing('startTime')}
          />
          <MomentField
            type="time"
            label={text.end}
            value={typed.endTime}
            onValue={set('endTime')}
            error={missing('endTime')}
          />
        </div>
        <WayFields typed={typed} set={set} tried={tried} />
        <SelectField
          label={words().correct.purpose}
          value={typed.purpose}
          onValue={set('purpose')}
          choices={[
            ['', words().correct.asFound],
            ...purposeIds.map((id): Choice => [id, words().purposes[id]]),
          ]}
        />
        <TextField
          label={words().correct.name}
          value={typed.name}
          maxLength={longestName}
          onValue={set('name')}
        />
        <button type="submit">{text.submit}</button>
        <Problem code={problem} />
      </form>
    </Page>
  )
}

/** How, from where to where, and how far. */
function WayFields(props: {
  typed: Typed
  set: (field: keyof Typed) => (value: string) => void
  tried: boolean
}) {
  const { typed, set, tried } = props
  const text = words().addTrip
  const places: Choice[] = (view.value?.places ?? []).map(({ id }) => [id, placeName(id)])
  const unknown: Choice = ['', text.elsewhere]
  return (
    <>
      <SelectField
        label={words().trip.mode}
        value={typed.mode}
        onValue={set('mode')}
        choices={modeIds.map((id) => [id, words().modes[id]])}
      />
      <div class="pair">
        <SelectField
          label={text.from}
          value={typed.from}
          onValue={set('from')}
          choices={[unknown, ...places]}
        />
        <SelectField label={text.to} value={typed.to} onValue={set('to')} choices={[unknown, ...places]} />
      </div>
      <TextField
        label={text.distance}
        hint={text.distanceHint}
        value={typed.distanceKm}
        maxLength={10}
        onValue={set('distanceKm')}
        error={tried && distanceOf(typed) === undefined ? text.wrongDistance : undefined}
      />
    </>
  )
}

/** Metres as typed; null for the line between two places; undefined when neither is there. */
function distanceOf({ distanceKm, from, to }: Typed): number | null | undefined {
  const text = distanceKm.trim()
  if (text === '') return from !== '' && to !== '' && from !== to ? null : undefined
  return /^\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) * 1000 : undefined
}

/** What was typed, when it is whole. */
function readTyped(typed: Typed): AddedTrip | undefined {
  const { day, startTime, endTime, from, to, name } = typed
  const mode = modeIds.find((id) => id === typed.mode)
  const distanceM = distanceOf(typed)
  if (day === '' || startTime === '' || endTime === '' || mode === undefined || distanceM === undefined)
    return undefined
  return {
    ...{ day, startTime, endTime, mode, distanceM, name: name.trim() },
    from: from === '' ? null : from,
    to: to === '' ? null : to,
    purpose: purposeIds.find((id) => id === typed.purpose) ?? null,
  }
}
