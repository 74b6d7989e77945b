/** One place: its name, what is known of it, and the forms to say more. */
import { useId } from 'preact/hooks'
import type { PlaceDocument } from '../../../shared/analysis/document.ts'
import { hiddenM } from '../../../shared/analysis/place-edits/limits.ts'
import type { UsualHours } from '../../../shared/analysis/usual-hours.ts'
import { useAction } from '../../parts/action.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Problem } from '../../parts/status.tsx'
import { placeLabel } from '../../places/place-label.ts'
import { sayOfPlaces } from '../../places/place-words.ts'
import { status } from '../../state.ts'
import { counted, dayAt, distance, duration, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { PlaceForms } from './place-forms.tsx'

const hourMs = 3_600_000

export function PlaceCard({ place, onGone }: { place: PlaceDocument; onGone: () => void }) {
  const id = useId()
  const text = words().places
  const label = placeLabel(place)
  return (
    <li
      class="place"
      aria-labelledby={id}
      data-testid="place-row"
      data-role={place.role}
      data-private={place.veil !== undefined}
    >
      <h2 id={id}>{label}</h2>
      <Role place={place} />
      {place.veil && (
        <p class="private-mark">{fill(text.isPrivate, { radius: distance(hiddenM(place.radiusM)) })}</p>
      )}
      <dl class="place-figures">
        <Figure name={text.visitsHead} value={number(place.visits)} />
        <Figure name={text.time} value={duration(place.hours * hourMs)} />
        <Figure name={text.last} value={dayAt(place.lastVisit, place.timeZone)} />
        <Figure name={text.hours} value={hoursText(place.usualHours)} />
      </dl>
      <Disclosure title={fill(text.change, { place: label })} startsOpen={false}>
        <PlaceForms place={place} onGone={onGone} />
      </Disclosure>
    </li>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function hoursText(hours: UsualHours | undefined): string {
  const text = words().places
  if (hours === undefined) return text.hoursVary
  if (hours.from === 0 && hours.to === 24) return text.hoursAll
  return fill(text.hoursSpan, { from: hourOf(hours.from), to: hourOf(hours.to) })
}

/** The time at which an hour begins, as clocks show it. */
const hourOf = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`

/** What the place is to its owner: as they said, or a suggestion that they can confirm. */
function Role({ place }: { place: PlaceDocument }) {
  const { busy, problem, run } = useAction()
  const text = words().places
  const { role, nights, workDays } = place
  if (role === undefined) return null
  const isHome = role === 'home'
  if (place.isRoleSaid) return <p>{isHome ? text.saidHome : text.saidWork}</p>
  const confirm = async (): Promise<void> => {
    await sayOfPlaces([{ place: place.id, kind: 'role', role }])
    status.value = words().common.saved
  }
  return (
    <>
      <p>{isHome ? counted(text.suggestedHome, nights) : counted(text.suggestedWork, workDays)}</p>
      <button type="button" class="minor" disabled={busy} onClick={() => run(confirm)}>
        {isHome ? text.confirmHome : text.confirmWork}
      </button>
      <Problem code={problem} />
    </>
  )
}
