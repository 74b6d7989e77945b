/** What was released: to download, and to check in this browser. No session is needed, nor used. */
import { useEffect, useState } from 'preact/hooks'
import '../../style/studies.css'
import type { PackageFault } from '../../../shared/research/package/verify.ts'
import { useAction } from '../../parts/action.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Page } from '../../parts/page.tsx'
import { Problem } from '../../parts/status.tsx'
import type { ShownRelease, VerifiedRelease } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { counted, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { inWords, monthName } from '../studies/study-words.ts'

export function Releases() {
  const [releases, setReleases] = useState<readonly ShownRelease[] | null>(null)
  const { problem, run } = useAction()
  const text = words().studies.releases
  useEffect(() => void run(async () => setReleases(await call('releases'))), [])
  return (
    <Page title={text.title} wide>
      <p>{text.intro}</p>
      <p>{text.examples}</p>
      {releases === null && problem === null && <p class="quiet">{words().common.loading}</p>}
      {releases?.length === 0 && <p data-testid="no-releases">{text.none}</p>}
      {releases?.map((release) => (
        <ReleaseCard key={`${release.listing.study} ${release.listing.month}`} release={release} />
      ))}
      <Problem code={problem} />
    </Page>
  )
}

function ReleaseCard({ release }: { release: ShownRelease }) {
  const text = words().studies.releases
  const { listing, definition, zip } = release
  const month = monthName(listing.month)
  const title = definition
    ? fill(text.of, { title: inWords(definition.title), month })
    : fill(text.unknown, { id: listing.study, month })
  return (
    <article class="card" data-testid="release" data-study={listing.study} data-month={listing.month}>
      <h2>{title}</h2>
      {definition && (
        <p>{fill(text.by, { name: definition.controller.name, licence: definition.licence })}</p>
      )}
      <Verification listing={listing} zip={zip} />
      <Disclosure title={text.files} note={`(${number(listing.files.length)})`} startsOpen={false}>
        <Files release={release} />
      </Disclosure>
    </article>
  )
}

/** The whole as one file, and whether it is what was signed. */
function Verification({ listing, zip }: Pick<ShownRelease, 'listing' | 'zip'>) {
  const [verified, setVerified] = useState<VerifiedRelease | null>(null)
  const { busy, problem, run } = useAction()
  const text = words().studies.releases
  const { study, month } = listing
  const verify = (): Promise<void> =>
    run(async () => setVerified(await call('verifyRelease', { study, month })))
  return (
    <>
      <p class="buttons">
        <a class="button" href={zip} download={`release-${study}-${month}.zip`}>
          {text.zip}
        </a>
        <button type="button" class="minor" disabled={busy} onClick={() => void verify()}>
          {text.verify}
        </button>
      </p>
      <div role="status">
        {busy && <p>{text.verifying}</p>}
        {!busy && verified && <Found verified={verified} />}
      </div>
      <Problem code={problem} />
    </>
  )
}

function Found({ verified }: { verified: VerifiedRelease }) {
  const text = words().studies.releases
  if (verified.kind === 'whole')
    return (
      <p class="note" data-testid="verified" data-result="whole">
        ✓ {counted(text.whole, verified.files)}
      </p>
    )
  if (verified.kind === 'study-unknown')
    return (
      <p class="problem" data-testid="verified" data-result="study-unknown">
        ✗ {text.studyUnknown}
      </p>
    )
  return (
    <div class="problem" data-testid="verified" data-result="faulty">
      <p>✗ {text.faulty}</p>
      <ul>
        {verified.faults.map((fault) => (
          <li key={faultText(fault)}>{faultText(fault)}</li>
        ))}
      </ul>
    </div>
  )
}

const faultText = (fault: PackageFault): string =>
  fill(words().studies.releases.faults[fault.kind], { path: 'path' in fault ? fault.path : '' })

function Files({ release }: { release: ShownRelease }) {
  const text = words().studies.releases
  return (
    <div class="release-files">
      <DataTable caption={text.files} columns={[text.file, text.size, text.sum]}>
        {release.listing.files.map(({ path, bytes, sha256 }) => (
          <tr key={path}>
            <th scope="row">
              <a href={release.addresses[path] ?? ''} download={path.split('/').at(-1) ?? path}>
                {path}
              </a>
            </th>
            <td>{fill(text.bytes, { count: number(bytes) })}</td>
            <td>
              <code>{sha256}</code>
            </td>
          </tr>
        ))}
      </DataTable>
    </div>
  )
}
