/** A study in the catalogue: who asks, why, for what, how coarse, for how long, at what cost, and how to stop. */
import { costMilli } from '../../../shared/research/cost.ts'
import type { NamedValue } from '../../parts/field-list.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import type { ShownStudy } from '../../studies-protocol.ts'
import { counted, fill, instant, shortDay } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { epsilon, inWords, monthName, studyPath, tableName } from './study-words.ts'

export function StudyCard({ study }: { study: ShownStudy }) {
  const text = words().studies
  const { definition, published, state } = study
  const title = inWords(definition.title)
  const isToDecide = study.isOpen && (state === 'none' || state === 'expired')
  return (
    <article class="card study-card" data-testid="study" data-state={state} data-study={definition.id}>
      <h3>{title}</h3>
      <p>
        <StateMark study={study} />
      </p>
      <Facts study={study} />
      {published && (
        <p class="quiet">
          {fill(text.reviewed, { reviewer: published.reviewer, day: shortDay(published.day) })}
        </p>
      )}
      <p>
        <a
          class={isToDecide ? 'button' : 'button minor'}
          href={studyPath(definition)}
          aria-label={fill(isToDecide ? text.decideName : text.seeName, { title })}
        >
          {isToDecide ? text.decide : text.see}
        </a>
      </p>
    </article>
  )
}

/** Where one stands with a study, in words. */
export function StateMark({ study }: { study: ShownStudy }) {
  const text = words().studies
  const said = text.states[study.state]
  return (
    <strong class={`state state-${study.state}`} data-testid="study-state" data-state={study.state}>
      {study.saidAt === null || study.state === 'none'
        ? said
        : fill(text.stateSince, { state: said, date: instant(study.saidAt) })}
    </strong>
  )
}

function Facts({ study }: { study: ShownStudy }) {
  const text = words().studies
  const { definition } = study
  const { zones, months } = definition
  const mostMilli = costMilli(
    definition,
    definition.tables.map(({ id }) => id),
  )
  const rows: NamedValue[] = [
    [text.who, definition.controller.name],
    [text.why, inWords(definition.purpose)],
    [text.what, definition.tables.map(({ id }) => tableName(study, id)).join(' · ')],
    [
      text.coarse,
      fill(text.coarseText, { count: counted(text.zoneCount, zones.count), zones: inWords(zones.name) }),
    ],
    [text.period, fill(text.periodText, { first: monthName(months.first), last: monthName(months.last) })],
    [text.cost, fill(text.costText, { epsilon: epsilon(mostMilli) })],
    [text.stop, text.stopText],
  ]
  return <FieldList rows={rows} />
}
