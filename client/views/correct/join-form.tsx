/** Joins a trip with the one before or after it. */
import { useAction } from '../../parts/action.ts'
import { Problem } from '../../parts/status.tsx'
import { status, view } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { day, duration, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** Trips farther apart than this are not one, ms. */
const mostApartMs = 24 * 3_600_000

export function JoinForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const text = words().correct
  const trips = view.value?.trips ?? []
  const at = trips.indexOf(trip)
  const neighbours = [
    { first: trips[at + 1], last: trip, other: trips[at + 1], label: text.joinBefore },
    { first: trip, last: trips[at - 1], other: trips[at - 1], label: text.joinAfter },
  ]
  const join = async (start: string, end: string): Promise<void> => {
    await correct([{ kind: 'merge', of: 'trip', start, end, timeZone: trip.timeZone }])
    status.value = words().correct.tripsJoined
  }
  const possible = neighbours.flatMap(({ first, last, other, label }) => {
    if (!first || !last || !other) return []
    const apartMs = Date.parse(last.start) - Date.parse(first.end)
    return apartMs > mostApartMs ? [] : [{ first, last, other, label, apartMs }]
  })
  return (
    <>
      <p>{possible.length > 0 ? text.joinText : text.joinNone}</p>
      <div class="buttons">
        {possible.map(({ first, last, other, label, apartMs }) => (
          <button
            type="button"
            class="minor"
            key={label}
            onClick={() => run(() => join(first.start, last.end))}
          >
            {fill(label, {
              day: day(other.localDay),
              start: other.localStart,
              end: other.localEnd,
              apart: duration(Math.max(0, apartMs)),
            })}
          </button>
        ))}
      </div>
      <Problem code={problem} />
    </>
  )
}
