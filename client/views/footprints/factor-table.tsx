/** Every factor in use, with whose it is: what a footprint can be checked with. */
import { modeIds } from '../../../shared/engine/mode.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { footprintBy } from '../../../shared/footprint/choice.ts'
import { defaultFactorSet, factorSetById } from '../../../shared/footprint/registry.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

export function FactorTable({ choice }: { choice: FootprintChoice }) {
  const text = words().footprints
  return (
    <Disclosure title={text.factorsTitle} startsOpen={false}>
      <p>{text.factorsText}</p>
      <DataTable
        caption={text.factorsTable}
        stacks
        columns={[text.mode, text.perKm, text.unit, text.figureOf, text.confidence]}
      >
        {rowsOf(choice).map(({ mode, fromKm, basis }) => (
          <tr key={`${mode} ${fromKm}`} data-testid="factor-row" data-mode={mode}>
            <th scope="row">
              {words().modes[mode]}
              {fromKm > 0 && <small> {fill(text.bandFrom, { km: number(Math.round(fromKm)) })}</small>}
            </th>
            <td>{fill(text.grams, { grams: number(Math.round(basis.kgPerKm * 1e4) / 10) })}</td>
            <td>{basis.unit === 'vehicle-km' ? text.perVehicle : text.perPassenger}</td>
            <td class="long">
              {basis.vehicle && `${basis.vehicle} – `}
              {basis.source.name}, {basis.year}
              {basis.parts !== choice.parts && ` (${text.totalOnly})`}
            </td>
            <td class="long">{text.confidences[basis.confidence]}</td>
          </tr>
        ))}
      </DataTable>
    </Disclosure>
  )
}

/** One row per mode and band of distance. */
function rowsOf(choice: FootprintChoice) {
  const set = factorSetById(choice.set) ?? defaultFactorSet
  return modeIds.flatMap((mode) => {
    const own = set.factors.filter((factor) => factor.mode === mode)
    const bands = own.length > 0 ? own : defaultFactorSet.factors.filter((factor) => factor.mode === mode)
    return bands.flatMap(({ fromKm }) => {
      const { basis } = footprintBy(choice, mode, (fromKm + 1) * 1000)
      return basis ? [{ mode, fromKm, basis }] : []
    })
  })
}
