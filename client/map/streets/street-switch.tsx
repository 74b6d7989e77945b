/** Whether a map shows streets, with what that tells the server; and whom the streets are from. */
import { useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { CheckField } from '../../parts/check-field.tsx'
import { Problem } from '../../parts/status.tsx'
import { words } from '../../words/words.ts'
import { chooseStreets, hasStreets, isStreetServerAway, streetMap } from './streets.ts'
import type { ShownStreets } from './use-streets.ts'

const osmLicence = 'https://www.openstreetmap.org/copyright'

/** Nothing where the operator has no street map. */
export function StreetSwitch({ streets: shown }: { streets: ShownStreets | undefined }) {
  const { busy, problem, run } = useAction()
  // The switch stands where it was put, also while that is saved.
  const [wanted, setWanted] = useState<boolean | null>(null)
  const text = words().map
  if (!streetMap.value) return null
  const save = async (streets: boolean): Promise<void> => {
    setWanted(streets)
    try {
      await chooseStreets(streets)
    } finally {
      setWanted(null)
    }
  }
  const isAway = isStreetServerAway()
  return (
    <>
      <CheckField
        label={text.streets}
        hint={isAway ? text.streetsAway : text.streetsHint}
        checked={wanted ?? hasStreets()}
        disabled={busy || isAway}
        onChecked={(chosen) => void run(() => save(chosen))}
      />
      {shown && shown.failed > 0 && <p role="status">{text.streetsFailed}</p>}
      <Problem code={problem} />
    </>
  )
}

/** The archive's own words, wherever its streets are drawn. */
export function StreetCredit() {
  const attribution = streetMap.value?.attribution
  if (attribution === undefined || !hasStreets() || isStreetServerAway()) return null
  return (
    <span data-testid="street-credit">
      {words().map.streetsCredit}{' '}
      {attribution.includes('OpenStreetMap') ? (
        <a href={osmLicence} rel="noreferrer">
          {attribution}
        </a>
      ) : (
        attribution
      )}
    </span>
  )
}
