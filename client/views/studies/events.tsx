/** What was said and given to studies, as the journal shows it: from the vault alone. */
import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import type { StudyEvent } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import { fill, instant } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { inWords, monthName } from './study-words.ts'

export function StudyEvents() {
  const [events, setEvents] = useState<readonly StudyEvent[]>([])
  const { problem, run } = useAction()
  const text = words().studies
  useEffect(() => void run(async () => setEvents(await call('studyEvents'))), [])
  if (events.length === 0 && problem === null) return null
  return (
    <Section title={text.eventsTitle}>
      <p>{text.eventsText}</p>
      <Problem code={problem} />
      <DataTable caption={text.eventsTable} columns={[words().journal.at, words().journal.event, text.study]}>
        {events.map(({ at, event, title, month }) => (
          <tr key={`${at} ${event} ${month}`} data-testid="study-event" data-event={event}>
            <td>{instant(at)}</td>
            <td class="long">
              {fill(text.events[event], { month: month === null ? '' : monthName(month) })}
            </td>
            <td class="long">{inWords(title)}</td>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
