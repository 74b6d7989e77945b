/** The catalogue of studies, where one stands with each, and the bound on what they may cost. */
import '../../style/studies.css'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import type { StudiesView } from '../../studies-protocol.ts'
import { counted } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { Budget } from './budget.tsx'
import { StudyCard } from './study-card.tsx'
import { useStudies } from './use-studies.ts'

export function Studies() {
  const state = useStudies()
  const text = words().studies
  const { shown, problem } = state
  return (
    <Page title={text.title} wide>
      <p>{text.intro}</p>
      {shown === null && problem === null && <p class="quiet">{words().common.loading}</p>}
      {shown && <Notes shown={shown} />}
      {shown && (
        <Section title={text.listTitle}>
          {shown.studies.length === 0 && <p>{text.none}</p>}
          <div class="study-cards">
            {shown.studies.map((study) => (
              <StudyCard key={study.hash} study={study} />
            ))}
          </div>
        </Section>
      )}
      <Problem code={problem} />
      {shown && <Budget shown={shown} state={state} />}
      <Section title={text.resultsTitle}>
        <p>{text.resultsText}</p>
        <p class="buttons">
          <a class="button minor" href="/dashboard">
            {text.seeDashboard}
          </a>
          <a class="button minor" href="/releases">
            {text.seeReleases}
          </a>
        </p>
      </Section>
    </Page>
  )
}

function Notes({ shown }: { shown: StudiesView }) {
  const text = words().studies
  return (
    <>
      {shown.isDemo && (
        <p class="note" data-testid="demo-study">
          {text.demo}
        </p>
      )}
      {shown.isOffline && <p class="note">{text.offline}</p>}
      {shown.unsigned > 0 && (
        <p class="problem" data-testid="unsigned">
          {counted(text.unsigned, shown.unsigned)}
        </p>
      )}
      {shown.broken > 0 && <p class="problem">{counted(text.broken, shown.broken)}</p>}
    </>
  )
}
