/** The three trips where a change would gain most, as long as it is likely. */
import { useMemo } from 'preact/hooks'
import type { Change } from '../../../shared/coach/best-changes.ts'
import { bestChanges } from '../../../shared/coach/best-changes.ts'
import type { OwnSpeeds } from '../../../shared/coach/what-if.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { Section } from '../../parts/section.tsx'
import { numberOf } from '../../state.ts'
import { tripTitle } from '../../trips/trip-title.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { co2e, counted, distance, duration, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

const mostShown = 3

interface BestProps {
  readonly trips: readonly ShownTrip[]
  readonly choice: FootprintChoice
  readonly speeds: OwnSpeeds
}

export function BestChanges({ trips, choice, speeds }: BestProps) {
  const text = words().coach
  const changes = useMemo(() => bestChanges(trips, choice, speeds, mostShown), [trips, choice, speeds])
  return (
    <Section title={text.bestTitle}>
      <p>{changes.length === 0 ? text.bestNone : text.bestText}</p>
      <ol class="gains">
        {changes.map((change) => (
          <ChangeLine key={change.trip.start} change={change} trips={trips} />
        ))}
      </ol>
    </Section>
  )
}

function ChangeLine({ change, trips }: { change: Change; trips: readonly ShownTrip[] }) {
  const text = words().coach
  const shown = trips.find(({ start }) => start === change.trip.start)
  if (!shown) return null
  const mode = words().modes[change.mode]
  const line = fill(text.bestLine, {
    trips: counted(words().trips.dayTrips, change.trips),
    title: tripTitle.value(shown),
    mode,
    co2e: co2e(change.savedKg),
    time: timeText(change.extraMs),
  })
  const { because } = change
  const why =
    because.kind === 'habit'
      ? fill(text.becauseHabit, { times: counted(text.timesUnit, because.times), mode })
      : fill(text.becauseDistance, { distance: distance(change.trip.distanceM), mode })
  return (
    <li data-testid="best-change" data-mode={change.mode}>
      <a href={`/trips/${numberOf(shown)}`}>{line}</a> {why}
    </li>
  )
}

/** Less than a minute in all is no difference. */
const leastMs = 60_000

function timeText(extraMs: number): string {
  const text = words().coach
  if (Math.abs(extraMs) < leastMs) return text.sameTime
  return fill(extraMs > 0 ? text.longer : text.shorter, { duration: duration(Math.abs(extraMs)) })
}
