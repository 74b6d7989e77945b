/** The form that narrows the list of trips; it acts at once, and says how many are left. */
import { useId } from 'preact/hooks'
import type { Purpose } from '../../shared/analysis/document.ts'
import type { Mode } from '../../shared/engine/mode.ts'
import { modeIds } from '../../shared/engine/mode.ts'
import { placeLabel } from '../places/place-label.ts'
import { tripFilter, view } from '../state.ts'
import type { TripFilter } from '../trips/trip-filter.ts'
import { askedFor, everyTrip } from '../trips/trip-filter.ts'
import { sourceName } from '../trips/trip-sources.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { counted } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { SelectField } from './choice-fields.tsx'

export function TripFilterForm({ trips, found }: { trips: readonly ShownTrip[]; found: number }) {
  const text = words()
  const filter = tripFilter.value
  const ask = (change: Partial<TripFilter>): void => {
    tripFilter.value = { ...filter, ...change }
  }
  const used = new Set(trips.flatMap(({ sections }) => sections.map(({ mode }) => mode)))
  const modes = modeIds.filter((mode) => used.has(mode))
  const purposes = [...new Set(trips.map(({ purpose }) => purpose ?? 'none'))]
  return (
    <search>
      <form class="filter" onSubmit={(event) => event.preventDefault()}>
        <SearchField value={filter.text} onValue={(value) => ask({ text: value })} />
        <Choice<Mode>
          label={text.trips.filter.mode}
          value={filter.mode}
          options={modes.map((mode) => [mode, text.modes[mode]])}
          onValue={(mode) => ask({ mode })}
        />
        <Choice<Purpose | 'none'>
          label={text.trips.filter.purpose}
          value={filter.purpose}
          options={purposes.map((purpose) => [purpose, text.purposes[purpose]])}
          onValue={(purpose) => ask({ purpose })}
        />
        <Choice
          label={text.trips.filter.place}
          value={filter.place}
          options={(view.value?.places ?? []).map((place) => [place.id, placeLabel(place)])}
          onValue={(place) => ask({ place })}
        />
        <SourceChoice value={filter.source} onValue={(source) => ask({ source })} />
        <DayField label={text.trips.filter.first} value={filter.first} onValue={(first) => ask({ first })} />
        <DayField label={text.trips.filter.last} value={filter.last} onValue={(last) => ask({ last })} />
        <ConfirmField value={filter.toConfirm} onValue={(toConfirm) => ask({ toConfirm })} />
        <Outcome found={found} />
      </form>
    </search>
  )
}

/** Which phone recorded a trip, where there is more than one. */
function SourceChoice(props: { value: string | null; onValue: (value: string | null) => void }) {
  const sources = view.value?.sources ?? []
  if (sources.length < 2) return null
  return (
    <Choice
      label={words().trips.filter.source}
      value={props.value}
      options={sources.map((source, n) => [source.id, sourceName(source, n + 1)])}
      onValue={props.onValue}
    />
  )
}

function Outcome({ found }: { found: number }) {
  const text = words().trips.filter
  const isOn = askedFor(tripFilter.value) > 0
  return (
    <>
      <p role="status" data-testid="trips-found" data-count={found}>
        {isOn && (found === 0 ? text.none : counted(text.found, found))}
      </p>
      {isOn && (
        <button
          type="button"
          class="minor"
          onClick={() => {
            tripFilter.value = everyTrip
          }}
        >
          {text.clear}
        </button>
      )}
    </>
  )
}

function SearchField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const id = useId()
  const text = words().trips.filter
  return (
    <div class="field filter-wide">
      <label for={id}>{text.search}</label>
      <input
        id={id}
        type="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {text.searchHint}
      </p>
    </div>
  )
}

function Choice<T extends string>(props: {
  label: string
  value: T | null
  options: readonly (readonly [T, string])[]
  onValue: (value: T | null) => void
}) {
  return (
    <SelectField<T | ''>
      label={props.label}
      value={props.value ?? ''}
      onValue={(chosen) => props.onValue(chosen === '' ? null : chosen)}
      choices={[['', words().trips.filter.any], ...props.options]}
    />
  )
}

function DayField(props: { label: string; value: string | null; onValue: (value: string | null) => void }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="date"
        autocomplete="off"
        value={props.value ?? ''}
        onChange={(event) => props.onValue(event.currentTarget.value || null)}
      />
    </div>
  )
}

function ConfirmField({ value, onValue }: { value: boolean; onValue: (value: boolean) => void }) {
  const id = useId()
  return (
    <div class="check filter-wide">
      <input
        id={id}
        type="checkbox"
        checked={value}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <label for={id}>{words().trips.filter.toConfirm}</label>
    </div>
  )
}
