/** What went well, what is aimed at, and what would gain most: gains come before everything else. */
import { useEffect, useMemo } from 'preact/hooks'
import '../style/charts.css'
import '../style/coach.css'
import { localDay } from '../../shared/analysis/calendar.ts'
import { dayAfter, isWithin } from '../../shared/analysis/periods.ts'
import { ownSpeeds } from '../../shared/coach/what-if.ts'
import { choiceNow } from '../../shared/footprint/applied.ts'
import { Page } from '../parts/page.tsx'
import { WaysToBegin } from '../parts/ways-to-begin.tsx'
import { loadTowns } from '../places/towns.ts'
import { view } from '../state.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { words } from '../words/words.ts'
import { Assumptions } from './coach/assumptions.tsx'
import { BestChanges } from './coach/best-changes.tsx'
import { Certificate } from './coach/certificate.tsx'
import { Goals } from './coach/goals.tsx'
import { Week } from './coach/week.tsx'
import { WhatIf } from './coach/what-if.tsx'

/** The last four weeks. */
const recentDays = 28

export function Coach() {
  const text = words().coach
  const trips = view.value?.trips ?? []
  useEffect(loadTowns, [])
  if (view.value?.settings.coach === false)
    return (
      <Page title={text.title}>
        <p>{text.off}</p>
        <p>
          <a href="/settings">{text.offLink}</a>
        </p>
      </Page>
    )
  const [newest] = trips
  if (!newest)
    return (
      <Page title={text.title}>
        <p>{text.empty}</p>
        <WaysToBegin />
      </Page>
    )
  const now = localDay(new Date().toISOString(), newest.timeZone)
  return (
    <Page title={text.title} wide>
      <p>{text.intro}</p>
      <Parts trips={trips} today={now > newest.localDay ? now : newest.localDay} />
    </Page>
  )
}

function Parts({ trips, today }: { trips: readonly ShownTrip[]; today: string }) {
  const choice = choiceNow(view.value?.settings.footprints ?? [])
  const speeds = useMemo(() => ownSpeeds(trips), [trips])
  const recent = useMemo(() => {
    const first = dayAfter(today, 1 - recentDays)
    return trips.filter(({ localDay: day }) => isWithin(day, { first, last: today }))
  }, [trips, today])
  return (
    <>
      <Week trips={trips} today={today} choice={choice} />
      <Goals trips={trips} today={today} />
      <BestChanges trips={recent} choice={choice} speeds={speeds} />
      <WhatIf trips={trips} choice={choice} speeds={speeds} />
      <Assumptions />
      <Certificate firstDay={trips.at(-1)!.localDay} today={today} />
    </>
  )
}
