/** Brings in trace files, read and sealed in the browser one after the other, and archives of a vault. */
import { useId, useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { failureText } from '../parts/failure.ts'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { failureCode, refreshView, showProgress, status } from '../state.ts'
import { call, VaultFailure } from '../vault.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { counted } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { ArchiveCard, isZip } from './import-archive.tsx'

type Outcome = 'waiting' | 'running' | { readonly failed: string } | OutputOf<'importFile'>

interface Row {
  readonly name: string
  readonly outcome: Outcome
}

export function Import() {
  const [rows, setRows] = useState<readonly Row[]>([])
  const [archives, setArchives] = useState<readonly File[]>([])
  const { busy, problem, run } = useAction()
  const text = words().import

  const importAll = async (files: readonly File[]): Promise<void> => {
    const list: Row[] = files.map((file) => ({ name: file.name, outcome: 'waiting' }))
    const put = (i: number, outcome: Outcome): void => {
      list[i] = { name: files[i]!.name, outcome }
      setRows([...list])
    }
    for (const [i, file] of files.entries()) {
      put(i, 'running')
      put(i, await importOne(file))
    }
    await refreshView()
    status.value = words().import.finished
  }
  const sortOut = async (files: readonly File[]): Promise<void> => {
    const isArchive = await Promise.all(files.map(isZip))
    setArchives(files.filter((_, i) => isArchive[i]))
    const traces = files.filter((_, i) => !isArchive[i])
    setRows([])
    if (traces.length > 0) await importAll(traces)
  }
  const start = (files: FileList | null | undefined): void => {
    if (files && files.length > 0) void run(() => sortOut([...files]))
  }
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <FileChoice busy={busy} onFiles={start} />
      <Problem code={problem} />
      {rows.length > 0 && <Results rows={rows} />}
      {archives.map((file, i) => (
        <ArchiveCard key={`${i} ${file.name} ${file.size} ${file.lastModified}`} file={file} />
      ))}
      {rows.length > 0 && !busy && (
        <p>
          <a class="button" href="/trips">
            {text.seeTrips}
          </a>
        </p>
      )}
    </Page>
  )
}

/** One file's result; a file that cannot be read does not stop the others, any other trouble does. */
async function importOne(file: File): Promise<Outcome> {
  try {
    return await call('importFile', { file }, showProgress)
  } catch (failure) {
    if (!(failure instanceof VaultFailure)) throw failure
    const code = failureCode(failure)
    return { failed: code === 'bad-request' ? 'malformed' : code }
  }
}

function FileChoice(props: { busy: boolean; onFiles: (files: FileList | null | undefined) => void }) {
  const id = useId()
  const [over, setOver] = useState(false)
  const text = words().import
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    props.onFiles(event.dataTransfer?.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the file field inside
    <div
      class={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label for={id}>{text.choose}</label>
      <input
        id={id}
        type="file"
        multiple
        disabled={props.busy}
        onChange={(event) => {
          props.onFiles(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <p class="quiet">{text.drop}</p>
    </div>
  )
}

function Results({ rows }: { rows: readonly Row[] }) {
  const text = words().import
  return (
    <section aria-label={text.results}>
      <h2>{text.results}</h2>
      <ul class="results">
        {rows.map((row, i) => (
          <li key={`${i} ${row.name}`} data-testid="import-row">
            <strong>{row.name}</strong>
            <OutcomeText outcome={row.outcome} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OutcomeText({ outcome }: { outcome: Outcome }) {
  const text = words().import
  if (outcome === 'waiting') return <p class="quiet">{text.waiting}</p>
  if (outcome === 'running') return <ProgressBar idleText={words().progress.read} />
  if ('failed' in outcome) {
    return (
      <p class="problem" role="alert">
        {failureText(outcome.failed)}
      </p>
    )
  }
  const parts = [counted(text.fixesRead, outcome.fixes), counted(text.fixesAdded, outcome.added)]
  if (outcome.invalid > 0) parts.push(counted(text.fixesInvalid, outcome.invalid))
  return <p>{`${parts.join(', ')}.`}</p>
}
