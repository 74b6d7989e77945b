/** The places that were found, what is known of each, and the owner's say on them. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PlaceEdit } from '../../shared/analysis/place-edits/registry.ts'
import { useAction } from '../parts/action.ts'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { nameAt, tellPlaceEdit, unsay } from '../places/place-words.ts'
import { status, view } from '../state.ts'
import '../style/places.css'
import { loadTowns } from '../places/towns.ts'
import { counted, fill, instant } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { PlaceCard } from './places/place-card.tsx'

/** Few enough that an old phone draws them at once. */
const perPage = 20

export function Places() {
  const [pages, setPages] = useState(1)
  const count = useRef<HTMLParagraphElement>(null)
  const text = words().places
  useEffect(loadTowns, [])
  if (!view.value) return <Page title={text.title}>{words().common.loading}</Page>
  const { places } = view.value
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <p class="note">{text.privacy}</p>
      <p>
        <a href="/habits">{text.habits}</a>
      </p>
      <p ref={count} tabIndex={-1} data-testid="place-count">
        {places.length === 0 ? text.none : counted(text.count, places.length)}
      </p>
      <ol class="places">
        {places.slice(0, pages * perPage).map((place) => (
          // What held the focus goes with a place that is no more.
          <PlaceCard key={place.id} place={place} onGone={() => count.current?.focus()} />
        ))}
      </ol>
      {places.length > pages * perPage && (
        <button type="button" class="minor" onClick={() => setPages(pages + 1)}>
          {words().common.more}
        </button>
      )}
      <Said edits={view.value.placeEdits} />
    </Page>
  )
}

/** All that was said of places, latest first. */
function Said({ edits }: { edits: readonly PlaceEdit[] }) {
  const [pages, setPages] = useState(1)
  const place = useRef<HTMLDivElement>(null)
  const { problem, run } = useAction()
  const text = words()
  const takeBack = async (edit: PlaceEdit): Promise<void> => {
    await unsay(edit)
    status.value = words().corrections.undone
    // The button that had the focus is gone.
    place.current?.focus()
  }
  return (
    <Section title={text.places.saidTitle}>
      <div ref={place} tabIndex={-1}>
        {edits.length === 0 && <p class="quiet">{text.places.saidNone}</p>}
        <ol class="history">
          {edits.slice(0, pages * perPage).map((edit) => (
            <SaidRow key={edit.id} edit={edit} onUndo={() => void run(() => takeBack(edit))} />
          ))}
        </ol>
        {edits.length > pages * perPage && (
          <button type="button" class="minor" onClick={() => setPages(pages + 1)}>
            {text.common.more}
          </button>
        )}
        <Problem code={problem} />
      </div>
    </Section>
  )
}

function SaidRow({ edit, onUndo }: { edit: PlaceEdit; onUndo: () => void }) {
  const text = words()
  const [what, where] = [tellPlaceEdit(edit), nameAt(edit.spot)]
  return (
    <li data-testid="place-said">
      <div>
        <p>{what}</p>
        <p class="quiet">
          {where} · {fill(text.corrections.saidAt, { date: instant(edit.editedAt) })}
        </p>
      </div>
      <button
        type="button"
        class="minor"
        aria-label={fill(text.places.undo, { what, where })}
        onClick={onUndo}
      >
        {text.corrections.undo}
      </button>
    </li>
  )
}
