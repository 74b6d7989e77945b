/** How the footprint of each section comes about: the multiplication written out, and where its factor is from. */
import type { SectionDocument } from '../../../shared/analysis/document.ts'
import type { FootprintBasis } from '../../../shared/footprint/choice.ts'
import type { ExplainedFootprint } from '../../../shared/footprint/explained.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import type { NamedValue } from '../../parts/field-list.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import type { ShownTrip, TripDetails } from '../../vault-protocol.ts'
import { co2e, counted, exact, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

/** Documents round to the gram; half of one on both sides. */
const sameKg = 0.0011

export function Footprints({ trip, details }: { trip: ShownTrip; details: TripDetails }) {
  const text = words().trip.footprint
  return trip.sections.map((section, n) => (
    <div key={section.start} class="footprint" data-testid="footprint">
      <Disclosure
        title={fill(text.title, { number: number(n + 1), co2e: co2e(section.co2eKg) })}
        startsOpen={false}
      >
        <Explanation section={section} explained={details.footprints[n] ?? null} />
      </Disclosure>
    </div>
  ))
}

function Explanation(props: { section: SectionDocument; explained: ExplainedFootprint | null }) {
  const { section, explained } = props
  const text = words().trip.footprint
  if (explained === null) return <p>{text.none}</p>
  const isOther = Math.abs(explained.co2eKg - section.co2eKg) > sameKg
  return (
    <div>
      {isOther && <p>{text.other}</p>}
      <p data-testid="multiplication">
        <strong>{multiplication(explained)}</strong>
      </p>
      <FieldList rows={rowsOf(explained)} />
    </div>
  )
}

function multiplication({ distanceM, basis, co2eKg }: ExplainedFootprint): string {
  const text = words().trip.footprint
  const values = { km: exact(distanceM / 1000), factor: exact(basis.kgPerKm), co2e: exact(co2eKg) }
  if (basis.people === undefined) return fill(text.passenger, values)
  return fill(text.vehicle, { ...values, people: counted(text.people, basis.people) })
}

function rowsOf({ basis, isAboardSaid, set }: ExplainedFootprint): NamedValue[] {
  const text = words().trip.footprint
  const { people, vehicle, territory } = basis
  const aboard = isAboardSaid ? text.aboardSaid : vehicle ? text.aboardUsual : text.aboardSupposed
  const rows: (NamedValue | false)[] = [
    [text.factor, factorText(basis)],
    vehicle !== undefined && [text.vehicleName, fill(text.vehicleOf, { name: vehicle })],
    territory !== undefined && [text.territory, `${territory}: ${basis.source.reference}`],
    people !== undefined && [text.aboard, fill(aboard, { people: counted(text.people, people) })],
    [text.source, sourceText(basis)],
    set !== undefined && [text.set, fill(text.setOf, set)],
    [text.scope, scopeText(basis)],
    [text.certainty, text.certainties[basis.confidence]],
  ]
  return rows.filter((row) => row !== false)
}

/** The factor and what it is the sum of, unless it is one part alone, or its source gives a total only. */
function factorText({ kgPerKm, unit, parts, contrails: hasContrails, factorParts }: FootprintBasis): string {
  const text = words().trip.footprint
  const per = fill(unit === 'vehicle-km' ? text.perVehicle : text.perPassenger, { factor: exact(kgPerKm) })
  const { usage, construction, contrails } = factorParts
  if (usage === null || construction === null || parts === 'usage') return per
  const made = fill(hasContrails ? text.partsContrails : text.parts, {
    usage: exact(usage),
    construction: exact(construction),
    contrails: exact(contrails),
  })
  return fill(text.withParts, { factor: per, parts: made })
}

function scopeText({ parts, contrails, factorParts }: FootprintBasis): string {
  const text = words().trip.footprint
  const isUsage = parts === 'usage' || (factorParts.construction === null && factorParts.usage !== null)
  const scope = isUsage ? text.scopes.usage : text.scopes.whole
  return factorParts.contrails > 0 && !contrails ? `${scope} ${text.noContrails}` : scope
}

/** The source with the numbers of its entries, which are the same in every language. */
function sourceText({ source }: FootprintBasis): string {
  const text = words().trip.footprint
  const entries = (source.reference.match(/\b\d{5}\b/g) ?? []).join(', ')
  const values = { name: source.name, entries, year: String(source.year) }
  return fill(entries === '' ? text.sourceOf : text.sourceEntries, values)
}
