/** One study: its notice, then either the choice with one's own numbers, or what was agreed to and how to stop. */
import { useRoute } from 'preact-iso'
import '../../style/studies.css'
import { Page } from '../../parts/page.tsx'
import { Problem } from '../../parts/status.tsx'
import type { ShownStudy, StudiesView } from '../../studies-protocol.ts'
import { words } from '../../words/words.ts'
import { Agreed, Stop } from './agreed.tsx'
import { Given } from './given.tsx'
import { NoticeText } from './notice.tsx'
import { StateMark } from './study-card.tsx'
import { StudyChoiceForm } from './study-choice.tsx'
import { inWords } from './study-words.ts'
import type { StudiesState } from './use-studies.ts'
import { useStudies } from './use-studies.ts'

export function StudyPage() {
  const { params } = useRoute()
  const state = useStudies()
  const text = words().studies
  const { shown, problem } = state
  const study = shown?.studies.find(
    ({ definition: { id, version } }) => id === params['id'] && String(version) === params['version'],
  )
  return (
    <Page title={study ? inWords(study.definition.title) : text.title} wide>
      <p>
        <a href="/studies">← {text.back}</a>
      </p>
      {shown === null && problem === null && <p class="quiet">{words().common.loading}</p>}
      {shown && !study && <p>{text.missing}</p>}
      {shown && study && <StudyParts key={study.hash} study={study} shown={shown} state={state} />}
      {!study && <Problem code={problem} />}
    </Page>
  )
}

export interface StudyPartProps {
  readonly study: ShownStudy
  readonly shown: StudiesView
  readonly state: StudiesState
}

function StudyParts({ study, shown, state }: StudyPartProps) {
  const text = words().studies
  const hasHistory = study.given.length > 0
  return (
    <>
      <p>
        <StateMark study={study} />
      </p>
      {shown.isDemo && <p class="note">{text.demo}</p>}
      {study.isOld && <p class="note">{text.newer}</p>}
      {!study.isOld && study.published && !study.isOpen && <p class="note">{text.closed}</p>}
      {!study.published && !shown.isOffline && <p class="note">{text.gone}</p>}
      {study.state === 'active' ? (
        <>
          <Agreed study={study} shown={shown} state={state} />
          <NoticeText notice={study.notice} />
        </>
      ) : (
        <>
          <NoticeText notice={study.notice} />
          {study.isOpen && <StudyChoiceForm study={study} shown={shown} state={state} />}
          {(hasHistory || study.acknowledged) && <Given study={study} state={state} />}
          {study.isToWithdraw && <Stop study={study} state={state} />}
        </>
      )}
    </>
  )
}
