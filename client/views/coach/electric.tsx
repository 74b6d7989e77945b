/** «My next car is electric», on one's own kilometres. */
import { electricKwh } from '../../../shared/coach/assumptions.ts'
import { electricCar } from '../../../shared/coach/what-if.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { ShownTrip } from '../../vault-protocol.ts'
import { co2e, distance, euros, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

export function Electric({ trips, choice }: { trips: readonly ShownTrip[]; choice: FootprintChoice }) {
  const text = words().coach
  const { distanceM, nowKg, thenKg, nowEur, thenEur, takes } = electricCar(trips, choice)
  return (
    <>
      <h3>{text.electricTitle}</h3>
      {distanceM === 0 ? (
        <p>{text.electricNone}</p>
      ) : (
        <>
          <p data-testid="electric-reading">
            {fill(text.electricReading, {
              distance: distance(distanceM),
              now: co2e(nowKg),
              electric: co2e(thenKg),
              nowEur: euros(nowEur),
              thenEur: euros(thenEur),
            })}
          </p>
          <DataTable caption={text.electricTable} columns={[text.figure, text.now, text.withElectric]}>
            <tr>
              <th scope="row">{text.co2e}</th>
              <td data-testid="electric-now">{co2e(nowKg)}</td>
              <td data-testid="electric-then">{co2e(thenKg)}</td>
            </tr>
            <tr>
              <th scope="row">{text.euros}</th>
              <td>{euros(nowEur)}</td>
              <td>{euros(thenEur)}</td>
            </tr>
          </DataTable>
          <p class="quiet">
            {takes.isOwn
              ? fill(text.electricTakesOwn, { kwh: number(electricKwh) })
              : fill(text.electricTakesUsual, { kwh: number(electricKwh), litres: number(takes.litres) })}
          </p>
        </>
      )}
    </>
  )
}
