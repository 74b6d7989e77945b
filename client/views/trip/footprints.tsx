/** How the footprint of each section comes about: the multiplication written out, and where its factor is from. */
import type { ComponentChildren } from 'preact'
import type { SectionDocument } from '../../../shared/analysis/document.ts'
import type { ExplainedFootprint } from '../../../shared/footprint/explained.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
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
      <dl class="fields">
        {rowsOf(explained).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function multiplication({ distanceM, perKm, aboard, co2eKg }: ExplainedFootprint): string {
  const text = words().trip.footprint
  const values = { km: exact(distanceM / 1000), factor: exact(perKm), co2e: exact(co2eKg) }
  if (aboard === undefined) return fill(text.passenger, values)
  return fill(text.vehicle, { ...values, people: counted(text.people, aboard) })
}

function rowsOf(explained: ExplainedFootprint): [name: string, value: ComponentChildren][] {
  const text = words().trip.footprint
  const { factor, perKm, aboard, isAboardSaid, set } = explained
  const per = aboard === undefined ? text.perPassenger : text.perVehicle
  const parts = partsText(explained)
  const people = aboard === undefined ? '' : counted(text.people, aboard)
  return [
    [text.factor, `${fill(per, { factor: exact(perKm) })}${parts && `: ${parts}`}`],
    ...(aboard === undefined
      ? []
      : [
          [text.aboard, fill(isAboardSaid ? text.aboardSaid : text.aboardSupposed, { people })] as [
            string,
            string,
          ],
        ]),
    [text.source, sourceText(explained)],
    [text.set, fill(text.setOf, { label: set.label, licence: set.licence })],
    [
      text.scope,
      factor.construction === null && factor.usage !== null ? text.scopes.usage : text.scopes.whole,
    ],
    [text.certainty, text.certainties[factor.confidence]],
  ]
}

/** What the factor is made of; nothing where its source gives a total only. */
function partsText({ factor: { usage, construction, contrails } }: ExplainedFootprint): string {
  const text = words().trip.footprint
  if (usage === null || construction === null) return ''
  const pattern = contrails > 0 ? text.partsContrails : text.parts
  return fill(pattern, {
    usage: exact(usage),
    construction: exact(construction),
    contrails: exact(contrails),
  })
}

/** The source with the numbers of its entries, which are the same in every language. */
function sourceText({ factor: { source } }: ExplainedFootprint): string {
  const text = words().trip.footprint
  const entries = (source.reference.match(/\b\d{5}\b/g) ?? []).join(', ')
  const values = { name: source.name, entries, year: String(source.year) }
  return fill(entries === '' ? text.sourceOf : text.sourceEntries, values)
}
