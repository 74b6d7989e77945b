/** What was chosen before, latest first; each can be taken back. */
import type { RefObject } from 'preact'
import type { AppliedChoice } from '../../../shared/footprint/applied.ts'
import { useAction } from '../../parts/action.ts'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import { refreshView, status } from '../../state.ts'
import { call } from '../../vault.ts'
import { day, fill, instant } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { setWords } from './set-words.ts'

interface HistoryProps {
  readonly history: readonly AppliedChoice[]
  /** Takes the focus from a button that is gone. */
  readonly lead: RefObject<HTMLParagraphElement | null>
}

export function History({ history, lead }: HistoryProps) {
  const { busy, problem, run } = useAction()
  const text = words().footprints
  const undo = async (id: string): Promise<void> => {
    await call('undoFootprints', { id })
    await refreshView()
    status.value = words().footprints.undone
    lead.current?.focus()
  }
  return (
    <Section title={text.historyTitle}>
      <p ref={lead} tabIndex={-1}>
        {history.length === 0 ? text.historyNone : text.historyText}
      </p>
      <ol class="history">
        {history.toReversed().map((applied) => (
          <li key={applied.id} data-testid="footprint-choice">
            <div>
              <p>{tell(applied)}</p>
              <p class="quiet">{fill(words().corrections.saidAt, { date: instant(applied.saidAt) })}</p>
            </div>
            <button
              type="button"
              class="minor"
              disabled={busy}
              aria-label={fill(text.undoThis, { what: tell(applied) })}
              onClick={() => void run(() => undo(applied.id))}
            >
              {words().corrections.undo}
            </button>
          </li>
        ))}
      </ol>
      <Problem code={problem} />
    </Section>
  )
}

/** A choice in a line: the set, what counts, whose figures, for which trips. */
function tell({ from, choice }: AppliedChoice): string {
  const text = words().footprints
  const own = Object.entries(choice.byMode).flatMap(([, id]) =>
    choice.vehicles.filter((vehicle) => vehicle.id === id).map(({ name }) => name),
  )
  return [
    setWords(choice.set).name,
    choice.parts === 'usage' ? text.partsUsage : text.partsTotal,
    ...(choice.contrails ? [] : [text.withoutContrails]),
    ...(choice.territory ? [choice.territory.name] : []),
    ...(choice.bicycleIsEbike ? [text.bicycleIsEbike] : []),
    ...new Set(own),
    from === null ? text.reachAll : fill(text.reachedFrom, { day: day(from) }),
  ].join(' · ')
}
