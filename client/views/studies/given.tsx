/** What was given to a study, month by month with every number, and the receipts to take away. */
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { Section } from '../../parts/section.tsx'
import { status } from '../../state.ts'
import { call } from '../../vault.ts'
import { capital, counted, fill, instant, shortDay } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { Numbers } from './numbers.tsx'
import type { StudyPartProps } from './study.tsx'
import { epsilon, monthName } from './study-words.ts'

export function Given({ study, state }: Pick<StudyPartProps, 'study' | 'state'>) {
  const text = words().studies
  const { acknowledged, given, hash } = study
  const download = (): Promise<void> =>
    state.change(async () => {
      const file = await call('studyReceipts', { hash })
      saveFile(file)
      status.value = fill(words().studies.receiptSaved, { name: file.fileName })
    })
  return (
    <Section title={text.givenTitle}>
      {acknowledged && (
        <p class="note" data-testid="acknowledged" data-erased={acknowledged.erased}>
          {fill(text.acknowledged, {
            day: shortDay(acknowledged.day),
            erased: counted(text.erased, acknowledged.erased),
          })}{' '}
          {acknowledged.handedOver > 0 && counted(text.handedOver, acknowledged.handedOver)}{' '}
          {study.isOpen && text.askAgain}
        </p>
      )}
      {given.length === 0 ? <p>{text.givenNone}</p> : <GivenTable study={study} />}
      {given.map(({ month, tables }) => (
        <Disclosure
          key={month}
          title={capital(fill(text.numbersOf, { month: monthName(month) }))}
          startsOpen={false}
        >
          <div class="numbers-grid">
            <Numbers study={study} tables={tables} />
          </div>
        </Disclosure>
      ))}
      <p class="buttons">
        <button type="button" class="minor" disabled={state.busy} onClick={() => void download()}>
          {text.receipt}
        </button>
      </p>
    </Section>
  )
}

function GivenTable({ study }: Pick<StudyPartProps, 'study'>) {
  const text = words().studies
  return (
    <DataTable caption={text.givenTitle} columns={[text.month, text.outcome, text.costColumn, text.noted]}>
      {study.given.map(({ month, outcome, costMilli, at }) => (
        <tr key={month} data-testid="given-row" data-month={month} data-outcome={outcome}>
          <th scope="row">{capital(monthName(month))}</th>
          <td>{text.outcomes[outcome]}</td>
          <td>{fill(text.epsilon, { value: epsilon(costMilli) })}</td>
          <td>{instant(at)}</td>
        </tr>
      ))}
    </DataTable>
  )
}
