/** The last correction, and one button that takes it back. */
import { useRef } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { corrections, undo } from '../../trips/corrections.ts'
import { tellWhat, tellWhere } from '../../trips/telling.ts'
import { fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

export function LastCorrection({ isHistory = false }: { isHistory?: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  const { problem, run } = useAction()
  const text = words().corrections
  const [last] = corrections()
  const takeBack = async (): Promise<void> => {
    if (!last) return
    await undo(last)
    status.value = words().corrections.undone
    // The button goes with the last correction, and would take the focus with it.
    if (corrections().length === 0) place.current?.focus()
  }
  return (
    <div class="last-correction" ref={place} tabIndex={-1} data-testid="last-correction">
      <p>
        {last ? fill(text.last, { what: tellWhat(last), where: tellWhere(last) }) : text.none}{' '}
        {last && !isHistory && <a href="/corrections">{text.all}</a>}
      </p>
      {last && (
        <button type="button" class="minor" onClick={() => run(takeBack)}>
          {text.undoLast}
        </button>
      )}
      <Problem code={problem} />
    </div>
  )
}
