/** A trip that no phone recorded, as its owner remembers it. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { purposeIds } from '../../shared/analysis/document.ts'
import { longestName } from '../../shared/analysis/edits/limits.ts'
import { modeIds } from '../../shared/engine/mode.ts'
import { draftOf } from '../drafts.ts'
import { useAction } from '../parts/action.ts'
import type { Choice } from '../parts/choice-fields.tsx'
import { MomentField, SelectField } from '../parts/choice-fields.tsx'
import { TextField } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { typedNumber } from '../parts/typed-number.ts'
import { placeName } from '../places/place-name.ts'
import { numberOf, status, view } from '../state.ts'
import { addTrip } from '../trips/corrections.ts'
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

/** The form; what was typed is kept over a look at another page. */
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
  return (
    <Page title={text.title}>
      <p>
        <a href="/trips">← {words().trip.back}</a>
      </p>
      <p>{text.intro}</p>
      <form onSubmit={submit} noValidate>
        <TimeFields typed={typed} set={set} tried={tried} />
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

interface PartProps {
  readonly typed: Typed
  readonly set: (field: keyof Typed) => (value: string) => void
  /** Whether it was sent once, so that what is missing is said. */
  readonly tried: boolean
}

/** On which day, from when to when. */
function TimeFields({ typed, set, tried }: PartProps) {
  const text = words().addTrip
  const moment = (type: 'date' | 'time', field: 'day' | 'startTime' | 'endTime', label: string) => (
    <MomentField
      type={type}
      label={label}
      value={typed[field]}
      onValue={set(field)}
      error={tried && typed[field] === '' ? text.missing : undefined}
    />
  )
  return (
    <>
      {moment('date', 'day', text.day)}
      <div class="pair">
        {moment('time', 'startTime', text.start)}
        {moment('time', 'endTime', text.end)}
      </div>
    </>
  )
}

/** How, from where to where, and how far. */
function WayFields({ typed, set, tried }: PartProps) {
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
  const km = typedNumber(text)
  return km === undefined ? undefined : km * 1000
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
