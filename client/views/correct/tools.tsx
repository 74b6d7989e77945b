/** All that an owner can say of a trip, one tool open at a time. */
import type { ComponentChildren } from 'preact'
import { isVehicleMode } from '../../../shared/footprint/vehicle.ts'
import { Section } from '../../parts/section.tsx'
import { view } from '../../state.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { words } from '../../words/words.ts'
import { BoundaryForm } from './boundary-form.tsx'
import { DeleteForm } from './delete-form.tsx'
import { JoinForm } from './join-form.tsx'
import { LastCorrection } from './last-correction.tsx'
import { PeopleForm } from './people-form.tsx'
import { SimilarForm } from './similar-form.tsx'
import { SplitForm } from './split-form.tsx'
import { VehicleForm } from './vehicle-form.tsx'
import { WordsForm } from './words-form.tsx'

export function CorrectionTools({ trip }: { trip: ShownTrip }) {
  const text = words().correct
  const isShared = trip.sections.some(({ mode }) => view.value?.sharedModes.includes(mode))
  return (
    <Section title={text.title}>
      <p>{text.intro}</p>
      <LastCorrection />
      <Tool id="words" title={text.wordsTitle}>
        <WordsForm trip={trip} />
      </Tool>
      {isShared && (
        <Tool id="people" title={text.peopleTitle}>
          <PeopleForm trip={trip} />
        </Tool>
      )}
      {trip.sections.some(({ mode }) => isVehicleMode(mode)) && (
        <Tool id="vehicle" title={text.vehicleTitle}>
          <VehicleForm trip={trip} />
        </Tool>
      )}
      <Tool id="split" title={text.splitTitle}>
        <SplitForm trip={trip} />
      </Tool>
      {trip.sections.length > 1 && (
        <Tool id="boundary" title={text.boundaryTitle}>
          <BoundaryForm trip={trip} />
        </Tool>
      )}
      <Tool id="join" title={text.joinTitle}>
        <JoinForm trip={trip} />
      </Tool>
      <Tool id="similar" title={text.similarTitle}>
        <SimilarForm trip={trip} />
      </Tool>
      <Tool id="delete" title={text.deleteTitle}>
        <DeleteForm trip={trip} />
      </Tool>
    </Section>
  )
}

function Tool({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <details class="reasons tool" name="tool" data-testid={`tool-${id}`}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
