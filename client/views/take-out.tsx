/** Takes every trip out of the vault, as a file. */
import { useAction } from '../parts/action.ts'
import { Page } from '../parts/page.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { showProgress, status } from '../state.ts'
import { call } from '../vault.ts'
import { fill } from '../words/speak.ts'
import { words } from '../words/words.ts'

const formats = [
  { id: 'csv', label: 'CSV' },
  { id: 'geojson', label: 'GeoJSON' },
  { id: 'gpx', label: 'GPX' },
] as const

export function TakeOut() {
  const { busy, problem, run } = useAction()
  const text = words().takeOut
  const download = async (format: string): Promise<void> => {
    const file = await call('exportAll', { format }, showProgress)
    save(file.fileName, new Blob([file.content], { type: file.type }))
    status.value = fill(words().takeOut.ready, { name: file.fileName })
  }
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <ul class="plain choices">
        {formats.map(({ id, label }) => (
          <li key={id}>
            <p>{text[id]}</p>
            <button type="button" disabled={busy} onClick={() => run(() => download(id))}>
              {fill(text.download, { format: label })}
            </button>
          </li>
        ))}
      </ul>
      {busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={problem} />
    </Page>
  )
}

/** Hands a file to the browser to be kept where its owner chooses. */
function save(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The browser reads the address after the click; a minute is ample and frees the memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
