/** Whether this device keeps a copy of the vault to be read without a connection. */
import { useId } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { refreshView, status, view } from '../state.ts'
import { call } from '../vault.ts'
import { words } from '../words/words.ts'

export function OfflineChoice() {
  const { busy, problem, run } = useAction()
  const id = useId()
  const text = words().offline
  const save = async (keep: boolean): Promise<void> => {
    await call('keepOffline', { keep })
    // Without this a browser may drop the copy when its disk is full; with it refused the copy is still worth having.
    if (keep) await navigator.storage?.persist()
    await refreshView()
    status.value = keep ? words().offline.kept : words().offline.erased
  }
  return (
    <Section title={text.title}>
      <div class="check">
        <input
          id={id}
          type="checkbox"
          checked={view.value?.connection.isReadableOffline ?? false}
          disabled={busy}
          aria-describedby={`${id}-text`}
          onChange={(event) => {
            const { checked } = event.currentTarget
            void run(() => save(checked))
          }}
        />
        <label for={id}>{text.keep}</label>
      </div>
      <p class="hint" id={`${id}-text`}>
        {text.keepText}
      </p>
      {view.value?.connection.isCopyOld && <p class="problem">{text.noRoom}</p>}
      <Problem code={problem} />
    </Section>
  )
}
