/** All that can be said of a place. */
import { useId, useState } from 'preact/hooks'
import type { PlaceDocument } from '../../../shared/analysis/document.ts'
import { hiddenM, longestPlaceName, usualRadiusM } from '../../../shared/analysis/place-edits/limits.ts'
import { draftOf } from '../../drafts.ts'
import { useAction } from '../../parts/action.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { TextField } from '../../parts/fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { placeLabel } from '../../places/place-label.ts'
import { sayOfPlaces } from '../../places/place-words.ts'
import { status, view } from '../../state.ts'
import type { PlaceSay } from '../../vault-protocol.ts'
import { distance, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

const radiusesM = [50, 100, 150, 200, 300, 500, 1000]

interface FormProps {
  readonly place: PlaceDocument
}

/** Says one thing of a place; `after` gives what is then said to its owner. */
const saying = (say: PlaceSay, after: () => string) => async (): Promise<void> => {
  await sayOfPlaces([say])
  status.value = after()
}

const saved = (): string => words().common.saved

/** Each has work of its own, so that one can be used while another is saved. */
export function PlaceForms({ place, onGone }: { place: PlaceDocument; onGone: () => void }) {
  return (
    <div>
      <NameForm place={place} />
      <RoleField place={place} />
      <RadiusField place={place} />
      <PrivateField place={place} />
      <JoinForm place={place} onGone={onGone} />
      <DismissForm place={place} onGone={onGone} />
    </div>
  )
}

function NameForm({ place }: FormProps) {
  const { problem, run } = useAction()
  const said = place.name ?? ''
  const { typed, type, forget } = draftOf(`name of ${place.id}`, { name: said })
  const text = words().places
  const name = typed.name.trim()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run(async () => {
          await saying({ place: place.id, kind: 'name', name }, saved)()
          forget()
        })
      }}
    >
      <TextField
        label={text.name}
        hint={text.nameHint}
        value={typed.name}
        maxLength={longestPlaceName}
        onValue={(value) => type({ name: value })}
      />
      <button type="submit" class="minor" disabled={name === said}>
        {text.save}
      </button>
      <Problem code={problem} />
    </form>
  )
}

const roles = ['home', 'work', 'none'] as const

function RoleField({ place }: FormProps) {
  const { problem, run } = useAction()
  const { places: text, habits } = words()
  const value = place.isRoleSaid ? (place.role ?? 'none') : ''
  const choose = (chosen: string): void => {
    const role = roles.find((each) => each === chosen) ?? null
    void run(saying({ place: place.id, kind: 'role', role }, saved))
  }
  return (
    <>
      <SelectField
        label={text.role}
        value={value}
        onValue={choose}
        choices={[
          ['', text.roleFound],
          ['home', habits.home],
          ['work', habits.work],
          ['none', text.roleNone],
        ]}
      />
      <Problem code={problem} />
    </>
  )
}

function RadiusField({ place }: FormProps) {
  const { problem, run } = useAction()
  const text = words().places
  const value = place.isRadiusSaid ? String(place.radiusM) : ''
  const choose = (chosen: string): void => {
    const radiusM = chosen === '' ? null : Number(chosen)
    void run(saying({ place: place.id, kind: 'radius', radiusM }, saved))
  }
  return (
    <>
      <SelectField
        label={text.radius}
        hint={text.radiusHint}
        value={value}
        onValue={choose}
        choices={[
          ['', fill(text.radiusFound, { radius: distance(usualRadiusM) })],
          ...radiusesM.map((radiusM) => [String(radiusM), distance(radiusM)] as const),
        ]}
      />
      <Problem code={problem} />
    </>
  )
}

function PrivateField({ place }: FormProps) {
  const id = useId()
  const { problem, run } = useAction()
  const text = words().places
  const choose = (isPrivate: boolean): void =>
    void run(saying({ place: place.id, kind: 'private', isPrivate }, saved))
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={place.veil !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{text.private}</label>
        <p class="hint" id={`${id}-hint`}>
          {fill(text.privateHint, { radius: distance(hiddenM(place.radiusM)) })}
        </p>
        <Problem code={problem} />
      </div>
    </div>
  )
}

function JoinForm({ place, onGone }: FormProps & { onGone: () => void }) {
  const { problem, run } = useAction()
  const [into, setInto] = useState('')
  const text = words().places
  const others = (view.value?.places ?? []).filter(({ id }) => id !== place.id)
  if (others.length === 0) return null
  const join = saying({ place: place.id, kind: 'join', into }, () => words().places.joined)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run(async () => {
          await join()
          onGone()
        })
      }}
    >
      <SelectField
        label={text.join}
        value={into}
        onValue={setInto}
        choices={[['', text.joinNone], ...others.map((each) => [each.id, placeLabel(each)] as const)]}
      />
      <button type="submit" class="minor" disabled={into === ''}>
        {text.joinButton}
      </button>
      <Problem code={problem} />
    </form>
  )
}

function DismissForm({ place, onGone }: FormProps & { onGone: () => void }) {
  const { problem, run } = useAction()
  const text = words().places
  const dismiss = async (): Promise<void> => {
    await saying({ place: place.id, kind: 'dismiss' }, () => words().places.dismissed)()
    onGone()
  }
  return (
    <>
      <p>{text.dismissText}</p>
      <button type="button" class="danger" onClick={() => run(dismiss)}>
        {text.dismiss}
      </button>
      <Problem code={problem} />
    </>
  )
}
