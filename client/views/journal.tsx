/** The access journal: what happened to the vault, and whether its chain holds. */
import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../parts/action.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { Problem } from '../parts/status.tsx'
import { call } from '../vault.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { instant, number } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { StudyEvents } from './studies/events.tsx'

const entriesPerPage = 20

function eventText(event: string): string {
  const events: Readonly<Record<string, string>> = words().journal.events
  return events[event] ?? event
}

/** Characters of an identifier that are enough to tell two apart. */
const shortId = 8

function subjectText(subject: string | null): string {
  const subjects: Readonly<Record<string, string>> = words().journal.subjects
  return subject === null ? '–' : (subjects[subject] ?? subject.slice(0, shortId))
}

export function Journal() {
  const [journal, setJournal] = useState<OutputOf<'journal'> | null>(null)
  const [pages, setPages] = useState(1)
  const { problem, run } = useAction()
  const text = words().journal
  useEffect(() => void run(async () => setJournal(await call('journal'))), [])
  const newest = (journal?.entries ?? []).toReversed()
  const shown = newest.slice(0, pages * entriesPerPage)
  return (
    <Page title={text.title}>
      <p>{text.intro}</p>
      <Problem code={problem} />
      {journal === null && problem === null && <p class="quiet">{words().common.loading}</p>}
      {journal && (
        <p
          class={journal.intact ? 'note' : 'problem'}
          data-testid="journal-chain"
          data-intact={journal.intact}
        >
          {journal.intact ? text.intact : text.broken}
        </p>
      )}
      {shown.length > 0 && <Entries entries={shown} />}
      {journal?.entries.length === 0 && <p class="quiet">{words().common.none}</p>}
      {shown.length < newest.length && (
        <button type="button" class="minor" onClick={() => setPages(pages + 1)}>
          {words().common.more}
        </button>
      )}
      <StudyEvents />
    </Page>
  )
}

function Entries({ entries }: { entries: OutputOf<'journal'>['entries'] }) {
  const text = words().journal
  return (
    <DataTable caption={text.table} columns={[text.number, text.at, text.event, text.subject]}>
      {entries.map((entry) => (
        <tr key={entry.number} data-testid="journal-row">
          <td>{number(entry.number)}</td>
          <td>{instant(entry.at)}</td>
          <td class="long">{eventText(entry.event)}</td>
          <td class="long">{subjectText(entry.subject)}</td>
        </tr>
      ))}
    </DataTable>
  )
}
