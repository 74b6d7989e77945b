/** The open dashboard: what the releases of public studies say, with their noise. No session is needed, nor used. */
import { useEffect, useState } from 'preact/hooks'
import '../../style/charts.css'
import '../../style/studies.css'
import { costMilli } from '../../../shared/research/cost.ts'
import { Patterns } from '../../charts/patterns.tsx'
import { useAction } from '../../parts/action.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { Problem } from '../../parts/status.tsx'
import type { ShownDashboard } from '../../studies-protocol.ts'
import { call } from '../../vault.ts'
import type { OutputOf } from '../../vault-protocol.ts'
import { co2e, counted, distance, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { epsilon, factorOf, inWords } from '../studies/study-words.ts'
import { MonthChart } from './month-chart.tsx'
import { SplitChart } from './split-chart.tsx'

export function DashboardPage() {
  const [loaded, setLoaded] = useState<OutputOf<'dashboards'> | null>(null)
  const [chosen, setChosen] = useState('0')
  const { problem, run } = useAction()
  const text = words().studies.dashboard
  useEffect(() => void run(async () => setLoaded(await call('dashboards'))), [])
  const dashboards = loaded?.studies
  const shown = dashboards?.[Number(chosen)]
  return (
    <Page title={text.title} wide>
      <Patterns />
      <p>{text.intro}</p>
      {loaded === null && problem === null && <p class="quiet">{words().common.loading}</p>}
      {dashboards?.length === 0 && <p data-testid="no-results">{text.none}</p>}
      {dashboards && dashboards.length > 1 && (
        <SelectField
          label={text.studyChoice}
          value={chosen}
          onValue={setChosen}
          choices={dashboards.map(({ definition }, n) => [String(n), inWords(definition.title)])}
        />
      )}
      {shown && <StudyResults shown={shown} />}
      <Problem code={problem} />
      {loaded && <OpenData catalog={loaded.catalog} />}
    </Page>
  )
}

function StudyResults({ shown }: { shown: ShownDashboard }) {
  const text = words().studies.dashboard
  const { definition, dashboard, refused } = shown
  const milli = costMilli(
    definition,
    definition.tables.map(({ id }) => id),
  )
  const formats = { 'total-km': (km: number) => distance(1000 * km), 'total-co2e': co2e } as const
  return (
    <article data-testid="results" data-study={definition.id}>
      <h2>{inWords(definition.title)}</h2>
      <p>
        {fill(text.by, { name: definition.controller.name, zones: inWords(definition.zones.name) })}{' '}
        {fill(text.promise, { factor: factorOf(milli), epsilon: epsilon(milli) })}
      </p>
      {refused > 0 && <p class="problem">{counted(text.refused, refused)}</p>}
      {Object.entries(dashboard.splits).map(([id, split]) => (
        <SplitChart key={id} id={id as keyof typeof dashboard.splits} split={split} />
      ))}
      {(['total-co2e', 'total-km'] as const).map((id) => {
        const series = dashboard.perPerson[id]
        return (
          series && (
            <MonthChart
              key={id}
              testId={id}
              caption={text.perPerson[id]}
              reading={text.perPersonReading}
              series={series}
              format={formats[id]}
            />
          )
        )
      })}
      <MonthChart
        testId="participants"
        caption={text.participants}
        reading={text.participantsReading}
        series={dashboard.participants}
        format={(value) => number(Math.round(value))}
      />
    </article>
  )
}

function OpenData({ catalog }: { catalog: string }) {
  const text = words().studies.dashboard
  return (
    <Section title={text.openData}>
      <ul class="plain">
        <li>
          <a href="/releases">{text.releases}</a>
        </li>
        <li>
          <a href={catalog} target="_blank" rel="noreferrer">
            {text.catalog}
          </a>
        </li>
      </ul>
    </Section>
  )
}
