/** Takes a trip out of the list; its positions stay, and so it can be brought back. */
import { useLocation } from 'preact-iso'
import { useAction } from '../../parts/action.ts'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { words } from '../../words/words.ts'

export function DeleteForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const { route } = useLocation()
  const text = words().correct
  const remove = async (): Promise<void> => {
    const { start, end, timeZone } = trip
    await correct([{ kind: 'delete', start, end, timeZone }])
    status.value = words().correct.deleted
    route('/trips')
  }
  return (
    <>
      <p>{text.deleteText}</p>
      <button type="button" class="danger" onClick={() => run(remove)}>
        {text.delete}
      </button>
      <Problem code={problem} />
    </>
  )
}
