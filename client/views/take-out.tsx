/** Takes what is in the vault out of it: all as an archive, trips as files for other programs, totals on paper. */
import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { Page } from '../parts/page.tsx'
import { saveFile } from '../parts/save-file.ts'
import { Section } from '../parts/section.tsx'
import { Problem, ProgressBar } from '../parts/status.tsx'
import { showProgress, status, view } from '../state.ts'
import { call } from '../vault.ts'
import { fill } from '../words/speak.ts'
import { words } from '../words/words.ts'

const formats = [
  { id: 'csv', label: 'CSV' },
  { id: 'geojson', label: 'GeoJSON' },
  { id: 'gpx', label: 'GPX' },
] as const

export function TakeOut() {
  const text = words().takeOut
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <ArchivePart />
      <TripsPart />
      <Section title={text.shareTitle}>
        <p>{text.shareText}</p>
        <p>
          <a class="button minor" href="/share">
            {text.share}
          </a>
        </p>
      </Section>
      <Section title={text.summaryTitle}>
        <p>{text.summaryText}</p>
        <p>
          <a class="button minor" href="/take-out/summary">
            {text.summary}
          </a>
        </p>
      </Section>
    </Page>
  )
}

function ArchivePart() {
  const { busy, problem, run } = useAction()
  const text = words().takeOut
  const download = async (): Promise<void> => {
    const file = await call('exportArchive', undefined, showProgress)
    saveFile(file)
    status.value = fill(words().takeOut.ready, { name: file.fileName })
  }
  return (
    <Section title={text.archiveTitle}>
      <p>{text.archiveText}</p>
      <button type="button" disabled={busy} onClick={() => run(download)}>
        {text.archive}
      </button>
      {busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={problem} />
      <OwnFingerprint />
    </Section>
  )
}

function OwnFingerprint() {
  const [shown, setShown] = useState('')
  const { problem, run } = useAction()
  const text = words().takeOut
  useEffect(() => void run(async () => setShown(await call('fingerprint'))), [])
  return (
    <>
      <h3>{text.fingerprint}</h3>
      <p data-testid="own-fingerprint">
        <code>{shown}</code>
      </p>
      <p class="quiet">{text.fingerprintText}</p>
      <Problem code={problem} />
    </>
  )
}

/** Says that files for others leave out what lies near private places, where there are some. */
function PrivateLeftOut() {
  if (!view.value?.places.some(({ veil }) => veil)) return null
  return (
    <p class="note" data-testid="private-left-out">
      {words().places.leftOut}
    </p>
  )
}

function TripsPart() {
  const { busy, problem, run } = useAction()
  const text = words().takeOut
  const download = async (format: string): Promise<void> => {
    const file = await call('exportAll', { format }, showProgress)
    saveFile(file)
    status.value = fill(words().takeOut.ready, { name: file.fileName })
  }
  return (
    <Section title={text.tripsTitle}>
      <p>{text.tripsText}</p>
      <PrivateLeftOut />
      <ul class="plain choices">
        {formats.map(({ id, label }) => (
          <li key={id}>
            <p>{text[id]}</p>
            <button type="button" class="minor" disabled={busy} onClick={() => run(() => download(id))}>
              {fill(text.download, { format: label })}
            </button>
          </li>
        ))}
      </ul>
      {busy && <ProgressBar idleText={words().common.loading} />}
      <Problem code={problem} />
    </Section>
  )
}
