/** An archive that was chosen on the import page: checked and described first, taken in when its owner says so. */
import { useEffect, useState } from 'preact/hooks'
import type { ArchiveSummary } from '../given-away.ts'
import { useAction } from '../parts/action.ts'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { refreshView, showProgress, status } from '../state.ts'
import { call } from '../vault.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { counted, fill, instant, shortDay } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** What every zip file begins with. */
const zipStart = [0x50, 0x4b, 0x03, 0x04]

/** Whether a file is a zip file, and so no trace but maybe an archive. */
export async function isZip(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, zipStart.length).arrayBuffer())
  return zipStart.every((byte, i) => start[i] === byte)
}

export function ArchiveCard({ file }: { file: File }) {
  const [summary, setSummary] = useState<ArchiveSummary | null>(null)
  const [added, setAdded] = useState<OutputOf<'importArchive'> | null>(null)
  const { busy, problem, run } = useAction()
  const text = words().import
  useEffect(() => void run(async () => setSummary(await call('inspectArchive', { file }))), [file])
  const takeIn = async (): Promise<void> => {
    setAdded(await call('importArchive', { file }, showProgress))
    await refreshView()
    status.value = words().import.archive.done
  }
  return (
    <section class="paper" aria-label={file.name} data-testid="archive">
      <h2>{file.name}</h2>
      {summary && <Description summary={summary} isTaken={added !== null} />}
      {summary && !added && (
        <button type="button" disabled={busy} onClick={() => run(takeIn)}>
          {text.archive.takeIn}
        </button>
      )}
      {busy && <ProgressBar idleText={summary ? words().common.loading : text.archive.checking} />}
      <Problem code={problem} />
      {added && (
        <>
          <p data-testid="archive-added" data-fixes={added.fixes} data-edits={added.edits}>
            {`${text.archive.done} ${counted(text.archive.fixesAdded, added.fixes)}, ${counted(text.archive.editsAdded, added.edits)}.`}
          </p>
          <p>
            <a class="button" href="/trips">
              {text.seeTrips}
            </a>
          </p>
        </>
      )}
    </section>
  )
}

function Description({ summary, isTaken }: { summary: ArchiveSummary; isTaken: boolean }) {
  const text = words().import.archive
  const { firstDay, lastDay } = summary
  const holds = [
    counted(text.fixes, summary.fixes),
    counted(text.trips, summary.trips),
    counted(text.edits, summary.edits),
  ]
  return (
    <>
      {!isTaken && <p>{text.whole}</p>}
      <dl class="facts">
        <dt>{text.made}</dt>
        <dd>{instant(summary.made)}</dd>
        {firstDay && lastDay && (
          <>
            <dt>{text.days}</dt>
            <dd>{fill(text.fromTo, { from: shortDay(firstDay), to: shortDay(lastDay) })}</dd>
          </>
        )}
        <dt>{text.holds}</dt>
        <dd>{holds.join(', ')}</dd>
        <dt>{text.signer}</dt>
        <dd>
          {summary.isOwn ? text.own : text.foreign}
          <br />
          <code>{summary.fingerprint}</code>
        </dd>
      </dl>
      {!summary.isOwn && !isTaken && <p class="note">{text.compare}</p>}
      {!isTaken && <p class="quiet">{text.note}</p>}
    </>
  )
}
