/** What the what-ifs suppose, with where it is from. */
import type { Assumed } from '../../../shared/coach/assumptions.ts'
import { carKmEur, kwhEur, litreEur, transitKmEur, usualKmh } from '../../../shared/coach/assumptions.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import { SourceLink } from '../../charts/year-budget.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { euros, fill, speed as speedText } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

export function Assumptions() {
  const text = words().coach
  const { assumed } = text
  const prices: (readonly [string, Assumed])[] = [
    [assumed.carKm, carKmEur],
    [assumed.transitKm, transitKmEur],
    [assumed.petrol, litreEur.petrol],
    [assumed.diesel, litreEur.diesel],
    [assumed.kwh, kwhEur],
  ]
  return (
    <Disclosure title={text.assumptionsTitle} startsOpen={false}>
      <p>{text.assumptionsText}</p>
      <DataTable
        caption={text.assumptionsTable}
        stacks
        columns={[text.figure, text.amount, words().analysis.source]}
      >
        {prices.map(([name, { value, source }]) => (
          <Row key={name} name={name} value={euros(value, 3)} source={source} />
        ))}
        {modeIds.flatMap((mode) => {
          const speed = usualKmh[mode]
          if (!speed) return []
          const value = speedText(speed.value / 3.6)
          const name = fill(assumed.speed, { mode: words().modes[mode] })
          return [<Row key={mode} name={name} value={value} source={speed.source} />]
        })}
      </DataTable>
    </Disclosure>
  )
}

function Row({ name, value, source }: { name: string; value: string; source: Assumed['source'] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
      <td class="long">{source ? <SourceLink source={source} /> : words().coach.judgement}</td>
    </tr>
  )
}
