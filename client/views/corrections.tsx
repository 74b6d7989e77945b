/** Everything that the owner said of their trips, latest first; each can be taken back. */
import { useRef, useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { status } from '../state.ts'
import type { Correction } from '../trips/corrections.ts'
import { corrections, undo } from '../trips/corrections.ts'
import { tellWhat, tellWhere } from '../trips/telling.ts'
import { counted, fill, instant } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { LastCorrection } from './correct/last-correction.tsx'

/** Few enough that an old phone draws them at once. */
const rowsPerPage = 20

export function Corrections() {
  const [pages, setPages] = useState(1)
  const count = useRef<HTMLParagraphElement>(null)
  const { problem, run } = useAction()
  const text = words().corrections
  const all = corrections()
  const takeBack = async (correction: Correction): Promise<void> => {
    await undo(correction)
    status.value = words().corrections.undone
    // The button that had the focus is gone.
    count.current?.focus()
  }
  return (
    <Page title={text.title}>
      <p>
        <a href="/trips">← {words().trip.back}</a>
      </p>
      <p>{text.intro}</p>
      <LastCorrection isHistory />
      <p ref={count} tabIndex={-1} data-testid="correction-count">
        {counted(text.count, all.length)}
      </p>
      <ol class="history">
        {all.slice(0, pages * rowsPerPage).map((correction) => (
          <CorrectionRow
            key={correction.id}
            correction={correction}
            onUndo={() => void run(() => takeBack(correction))}
          />
        ))}
      </ol>
      {all.length > pages * rowsPerPage && (
        <button type="button" class="minor" onClick={() => setPages(pages + 1)}>
          {words().common.more}
        </button>
      )}
      <Problem code={problem} />
    </Page>
  )
}

function CorrectionRow({ correction, onUndo }: { correction: Correction; onUndo: () => void }) {
  const text = words().corrections
  const [what, where] = [tellWhat(correction), tellWhere(correction)]
  return (
    <li data-testid="correction-row">
      <div>
        <p>{what}</p>
        <p class="quiet">
          {where} · {fill(text.saidAt, { date: instant(correction.edits[0]!.editedAt) })}
        </p>
      </div>
      <button type="button" class="minor" aria-label={fill(text.undoThis, { what, where })} onClick={onUndo}>
        {text.undo}
      </button>
    </li>
  )
}
