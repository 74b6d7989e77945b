/** Says of similar trips what was said of this one: they are shown, and counted, before anything is applied. */
import { useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import type { Choice } from '../../parts/choice-fields.tsx'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { status, view } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import { tellSection } from '../../trips/telling.ts'
import { call } from '../../vault.ts'
import type { EditDraft, ShownTrip, SimilarTrip } from '../../vault-protocol.ts'
import { clock, counted, day, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** What can be said of others: words of the trip, or the mode, people or vehicle of one of its sections. */
type Aspect =
  | { readonly kind: 'purpose' | 'name' }
  | { readonly kind: 'mode' | 'people' | 'vehicle'; readonly at: number }

export function SimilarForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const [chosen, setChosen] = useState(0)
  const [found, setFound] = useState<readonly SimilarTrip[] | null>(null)
  const text = words().correct
  const aspects = aspectsOf(trip)
  const aspect = aspects[Math.min(chosen, aspects.length - 1)]!
  const find = async (): Promise<void> => {
    setFound(await call('similar', { trip: trip.start, section: 'at' in aspect ? aspect.at : null }))
  }
  const apply = async (others: readonly SimilarTrip[]): Promise<void> => {
    await correct(others.map(({ start, end }) => draftOf(trip, aspect, { start, end })))
    setFound(null)
    status.value = counted(words().correct.applied, others.length)
  }
  return (
    <>
      <p>{text.similarText}</p>
      <SelectField
        label={text.whatToApply}
        value={String(aspects.indexOf(aspect))}
        onValue={(value) => {
          setChosen(Number(value))
          setFound(null)
        }}
        choices={aspects.map((each, n): Choice => [String(n), tellAspect(trip, each)])}
      />
      <button type="button" class="minor" onClick={() => run(find)}>
        {text.findSimilar}
      </button>
      <div role="status">
        {found && (
          <p class="similar-count" data-testid="similar-count">
            {counted(text.found, found.length)}
          </p>
        )}
      </div>
      {found && found.length > 0 && (
        <FoundTrips
          key={`${chosen} ${found.length}`}
          found={found}
          onApply={(others) => void run(() => apply(others))}
        />
      )}
      <Problem code={problem} />
    </>
  )
}

/** The trips found, each with a box that leaves it out. */
function FoundTrips(props: {
  found: readonly SimilarTrip[]
  onApply: (others: readonly SimilarTrip[]) => void
}) {
  const { found, onApply } = props
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const kept = found.filter(({ trip }) => !left.has(trip))
  const text = words().correct
  const toggle = (start: string): void => {
    const next = new Set(left)
    if (!next.delete(start)) next.add(start)
    setLeft(next)
  }
  return (
    <>
      <ul class="similar">
        {found.map(({ trip, start, end }) => (
          <li key={trip} data-testid="similar-row">
            <label>
              <input type="checkbox" checked={!left.has(trip)} onChange={() => toggle(trip)} />
              <span>{tellFound(trip, start, end)}</span>
            </label>
          </li>
        ))}
      </ul>
      {kept.length > 0 && (
        <button type="button" onClick={() => onApply(kept)}>
          {counted(text.apply, kept.length)}
        </button>
      )}
    </>
  )
}

/** A trip as shown: its day, the times that the edit would be said of, and how it is now. */
function tellFound(tripStart: string, start: string, end: string): string {
  const trip = view.value?.trips.find((each) => each.start === tripStart)
  if (!trip) return ''
  const modes = trip.sections
    .filter((section) => section.start >= start && section.end <= end)
    .map(({ mode }) => words().modes[mode])
  return fill(words().correct.similarTrip, {
    day: day(trip.localDay),
    start: clock(start, trip.timeZone),
    end: clock(end, trip.timeZone),
    modes: [...new Set(modes)].join(', '),
  })
}

/** Everything that this trip has to say to others; the mode of a section at least. */
function aspectsOf({ purpose, name, sections }: ShownTrip): Aspect[] {
  return [
    ...(purpose === undefined ? [] : [{ kind: 'purpose' as const }]),
    ...(name === undefined ? [] : [{ kind: 'name' as const }]),
    ...sections.map((_, at) => ({ kind: 'mode' as const, at })),
    ...sections.flatMap(({ people }, at) => (people === undefined ? [] : [{ kind: 'people' as const, at }])),
    ...sections.flatMap(({ vehicle }, at) =>
      vehicle === undefined ? [] : [{ kind: 'vehicle' as const, at }],
    ),
  ]
}

function tellAspect(trip: ShownTrip, aspect: Aspect): string {
  const { correct: text, corrections, purposes } = words()
  switch (aspect.kind) {
    case 'purpose':
      return fill(corrections.purpose, { purpose: purposes[trip.purpose!] })
    case 'name':
      return fill(corrections.name, { name: trip.name! })
    case 'mode':
      return fill(text.modeOf, { section: tellSection(trip, aspect.at) })
    case 'people':
      return fill(text.peopleOf, { section: tellSection(trip, aspect.at) })
    case 'vehicle':
      return fill(text.vehicleOf, { section: tellSection(trip, aspect.at) })
  }
}

function draftOf(
  { purpose, name, sections, timeZone }: ShownTrip,
  aspect: Aspect,
  times: { start: string; end: string },
): EditDraft {
  const span = { ...times, timeZone }
  switch (aspect.kind) {
    case 'purpose':
      return { kind: 'purpose', ...span, purpose: purpose! }
    case 'name':
      return { kind: 'name', ...span, name: name! }
    case 'mode':
      return { kind: 'mode', ...span, mode: sections[aspect.at]!.mode }
    case 'people':
      return { kind: 'people', ...span, people: sections[aspect.at]!.people! }
    case 'vehicle':
      return { kind: 'vehicle', ...span, vehicle: sections[aspect.at]!.vehicle! }
  }
}
