/** Parts a section, or the whole trip, at a moment. */
import { useState } from 'preact/hooks'
import { useAction } from '../../parts/action.ts'
import { InstantSlider, middleOf, RadioField } from '../../parts/choice-fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { status } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import { tellSection } from '../../trips/telling.ts'
import type { ShownTrip } from '../../vault-protocol.ts'
import { words } from '../../words/words.ts'

export function SplitForm({ trip }: { trip: ShownTrip }) {
  const { problem, run } = useAction()
  const { start, end, timeZone } = trip
  const [chosen, setChosen] = useState(middleOf(start, end))
  const [of, setOf] = useState<'section' | 'trip'>('section')
  const text = words().correct
  const at = chosen > start && chosen < end ? chosen : middleOf(start, end)
  const inSection = trip.sections.findIndex((section) => Date.parse(section.end) > Date.parse(at))
  const split = async (): Promise<void> => {
    await correct([{ kind: 'split', of, start, end, timeZone, at }])
    status.value = of === 'trip' ? words().correct.tripSplit : words().correct.sectionSplit
  }
  return (
    <>
      <InstantSlider label={text.splitAt} {...{ start, end, timeZone }} value={at} onValue={setChosen} />
      {inSection !== -1 && <p class="quiet">{tellSection(trip, inSection)}</p>}
      <RadioField
        label={text.splitInto}
        value={of}
        onValue={(value) => setOf(value === 'trip' ? 'trip' : 'section')}
        choices={[
          ['section', text.intoSections],
          ['trip', text.intoTrips],
        ]}
      />
      <button type="button" onClick={() => run(split)}>
        {text.split}
      </button>
      <Problem code={problem} />
    </>
  )
}
