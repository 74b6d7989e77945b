/** How footprints are computed: what is chosen now, what else could be, what that would change, and what was said before. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import '../style/charts.css'
import '../style/coach.css'
import { choiceNow } from '../../shared/footprint/applied.ts'
import type { FootprintChoice } from '../../shared/footprint/choice.ts'
import { newerSet, withVehicles } from '../../shared/footprint/choice.ts'
import { factorSetById, factorSets } from '../../shared/footprint/registry.ts'
import type { Territory } from '../../shared/footprint/territory.ts'
import { useAction } from '../parts/action.ts'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { view } from '../state.ts'
import { call } from '../vault.ts'
import { fill } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { ChoiceForm } from './footprints/choice-form.tsx'
import { Difference } from './footprints/difference.tsx'
import { FactorTable } from './footprints/factor-table.tsx'
import { History } from './footprints/history.tsx'
import { setWords } from './footprints/set-words.ts'
import { DefaultVehicles, Vehicles } from './footprints/vehicles.tsx'

export function Footprints() {
  const text = words().footprints
  const history = view.value?.settings.footprints ?? []
  const now = choiceNow(history)
  const lead = useRef<HTMLParagraphElement>(null)
  return (
    <Page title={text.title} wide>
      <p>
        <a href="/settings">← {words().settings.title}</a>
      </p>
      <p>{text.intro}</p>
      <NowSentence choice={now} />
      <NewerSet />
      {/* What is chosen is where the next choice starts from. */}
      <Draft key={history.at(-1)?.id ?? ''} now={now} onApplied={() => lead.current?.focus()} />
      <History history={history} lead={lead} />
      <FactorTable choice={now} />
    </Page>
  )
}

/** The factor set with its licence and scope, and what counts. */
function NowSentence({ choice }: { choice: FootprintChoice }) {
  const text = words().footprints
  const set = factorSetById(choice.set)
  if (!set) return null
  const { name, scope, licence } = setWords(set.id)
  return (
    <p class="note" data-testid="footprints-now">
      {fill(text.now, { name, scope, licence })} {text.partsNow[choice.parts]}{' '}
      {text.contrailsNow[choice.contrails ? 'counted' : 'left']}{' '}
      {choice.territory && fill(text.territoryNow, { name: choice.territory.name })}
    </p>
  )
}

/** A newer edition is proposed, never taken by itself. */
function NewerSet() {
  const used = new Set(
    (view.value?.trips ?? []).flatMap(({ sections }) => sections.map(({ basis }) => basis?.set ?? '')),
  )
  const newer = [...used].map((id) => newerSet(factorSets, id)).find((set) => set !== undefined)
  return newer ? <p class="note">{fill(words().footprints.newer, setWords(newer.id))}</p> : null
}

function Draft({ now, onApplied }: { now: FootprintChoice; onApplied: () => void }) {
  const [draft, setDraft] = useState(now)
  const { problem, run } = useAction()
  const [territory, setTerritory] = useState<Territory | null>(null)
  const text = words().footprints
  const vehicles = view.value?.settings.vehicles ?? []
  const proposed = useMemo(() => withVehicles(draft, vehicles), [draft, vehicles])
  useEffect(() => {
    void run(async () => setTerritory(await call('territory')))
  }, [])
  return (
    <>
      <Section title={text.vehiclesTitle}>
        <Vehicles vehicles={vehicles} />
        {vehicles.length > 0 && <DefaultVehicles draft={proposed} onDraft={setDraft} vehicles={vehicles} />}
      </Section>
      <Section title={text.choiceTitle}>
        <ChoiceForm draft={draft} onDraft={setDraft} territory={territory} />
        <Problem code={problem} />
      </Section>
      <Section title={text.differenceTitle}>
        <Difference draft={proposed} now={now} onApplied={onApplied} />
      </Section>
    </>
  )
}
