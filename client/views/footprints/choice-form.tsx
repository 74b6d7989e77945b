/** The set, its parts, contrails, the territory's own figures, and what a bicycle is. */
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { factorSets } from '../../../shared/footprint/registry.ts'
import type { Territory } from '../../../shared/footprint/territory.ts'
import { CheckField } from '../../parts/check-field.tsx'
import { RadioField, SelectField } from '../../parts/choice-fields.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { setWords } from './set-words.ts'

export interface DraftProps {
  readonly draft: FootprintChoice
  readonly onDraft: (draft: FootprintChoice) => void
}

export function ChoiceForm({ draft, onDraft, territory }: DraftProps & { territory: Territory | null }) {
  const text = words().footprints
  const { scope, licence } = setWords(draft.set)
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <SelectField
        label={text.set}
        hint={fill(text.setHint, { scope, licence })}
        value={draft.set}
        onValue={(set) => onDraft({ ...draft, set })}
        choices={factorSets.map(({ id }) => [id, setWords(id).name])}
      />
      <RadioField
        label={text.parts}
        value={draft.parts}
        onValue={(value) => onDraft({ ...draft, parts: value === 'usage' ? 'usage' : 'total' })}
        choices={[
          ['total', text.partsTotal],
          ['usage', text.partsUsage],
        ]}
      />
      <CheckField
        label={text.contrails}
        hint={text.contrailsHint}
        checked={draft.contrails}
        onChecked={(contrails) => onDraft({ ...draft, contrails })}
      />
      <CheckField
        label={text.bicycleIsEbike}
        hint={text.bicycleHint}
        checked={draft.bicycleIsEbike}
        onChecked={(bicycleIsEbike) => onDraft({ ...draft, bicycleIsEbike })}
      />
      <TerritoryField draft={draft} onDraft={onDraft} offered={territory ?? draft.territory} />
    </form>
  )
}

/** The operator's figures, shown before they are chosen. */
function TerritoryField({ draft, onDraft, offered }: DraftProps & { offered: Territory | null }) {
  const text = words().footprints
  if (offered === null) return <p class="quiet">{text.noTerritory}</p>
  const { name, source, year, licence, factors } = offered
  return (
    <>
      <CheckField
        label={fill(text.territory, { name })}
        hint={fill(text.territoryHint, { source, year: String(year), licence })}
        checked={draft.territory !== null}
        onChecked={(isChosen) => onDraft({ ...draft, territory: isChosen ? offered : null })}
      />
      <DataTable caption={fill(text.territoryTable, { name })} columns={[text.mode, text.perKm]}>
        {factors.map(({ mode, total }) => (
          <tr key={mode}>
            <th scope="row">{words().modes[mode]}</th>
            <td>{fill(text.grams, { grams: number(Math.round(total * 1e4) / 10) })}</td>
          </tr>
        ))}
      </DataTable>
    </>
  )
}
