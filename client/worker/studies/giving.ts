/** Giving a month to a study: noted in the vault with its numbers and its cost first, then sealed and sent. */
import type { Vectors } from '../../../shared/research/contribution.ts'
import { contribute, sealContribution } from '../../../shared/research/contribution.ts'
import { signDelivery } from '../../../shared/research/delivery.ts'
import { sha256 } from '../../../shared/research/digest.ts'
import type { OwnTrips } from '../../../shared/research/own-month.ts'
import type { ContributionOutcome, PlannedContribution } from '../../../shared/research/own-studies.ts'
import { contributionKey } from '../../../shared/research/own-studies.ts'
import { planned, unsettled } from '../../../shared/research/standing.ts'
import type { Study } from '../../../shared/research/study.ts'
import { StudyFault } from '../../../shared/research/study-fault.ts'
import type { Zones } from '../../../shared/research/zones.ts'
import type { Kept, StudyContext } from './context.ts'
import { openKept, seatOf } from './context.ts'
import { changeKept, readKept } from './kept.ts'
import { taken } from './statements.ts'

/** A month with what its numbers are computed from. */
export interface Gift {
  readonly study: Study
  readonly zones: Zones
  readonly trips: OwnTrips
  /** As 2026-05. */
  readonly month: string
}

/**
 * Gives a month. `seen` is what its owner looked at; other numbers do not leave. Throws StudyFault where the owner's words
 * or bounds do not allow it, and Refusal `unavailable`: it is then sent again, the same numbers.
 */
export async function give(context: StudyContext, gift: Gift, seen?: Vectors): Promise<void> {
  const { study, month } = gift
  const own = await changeKept(context.open, async (before) => {
    const { standing } = seatOf(context, await openKept(before), study)
    const asked = { study, standing, month, nowMs: context.nowMs() }
    const vectors = vectorsOf(gift, standing.last?.statement.choice)
    const after = planned(before, asked, vectors)
    if (seen && JSON.stringify(seen) !== JSON.stringify(vectors))
      throw new StudyFault('study-changed', 'The numbers of this month have changed since they were seen.')
    return after
  })
  const plan = own.planned.find(
    (each) => contributionKey(each) === contributionKey({ studyHash: study.hash, month }),
  )
  if (plan) await send(context, await openKept(own), plan, 'first')
}

/** Sends the contributions of a study that may not have arrived, the same numbers as before; how many did. */
export async function sendAgain(context: StudyContext, study: Study): Promise<number> {
  const kept = await openKept(await readKept(await context.open()))
  const { standing } = seatOf(context, kept, study)
  const { state, last } = standing
  if (state !== 'active') return 0
  let sent = 0
  for (const plan of unsettled(kept.own).filter(({ studyHash }) => studyHash === study.hash))
    if (plan.consent === last?.hash) {
      await send(context, kept, plan, 'again')
      sent++
    }
  return sent
}

const vectorsOf = (
  { study, zones, trips, month }: Gift,
  choice: Parameters<typeof contribute>[1]['choice'] | undefined,
): Vectors =>
  contribute(trips, {
    study: study.definition,
    zones,
    month,
    choice: choice ?? { tables: [], withHome: false },
  })

async function send(
  context: StudyContext,
  kept: Kept,
  plan: PlannedContribution,
  attempt: 'first' | 'again',
): Promise<void> {
  const study = kept.studies.find(({ hash }) => hash === plan.studyHash)
  const consent = kept.consents.find(({ hash }) => hash === plan.consent)
  if (!study || !consent) throw new RangeError('a contribution is kept with its study and its consent')
  const { keys } = seatOf(context, kept, study)
  const { month, vectors } = plan
  const { pseudonym, sealed } = await sealContribution(context.sodium, {
    study,
    keys,
    consent,
    month,
    vectors,
  })
  const proof = await signDelivery(keys, study.hash, { month, sealed })
  const settled = async (kind: ContributionOutcome['kind']): Promise<void> => {
    const outcome = { studyHash: study.hash, month, kind, hash: await sha256(sealed), at: nowOf(context) }
    await changeKept(context.open, (own) => ({ ...own, outcomes: [...own.outcomes, outcome] }))
  }
  try {
    await taken(() => context.server.contribute({ studyHash: study.hash, pseudonym, month, sealed, proof }))
  } catch (error) {
    // Only a first try that was refused has not arrived for certain.
    if (error instanceof StudyFault) await settled(attempt === 'first' ? 'refused' : 'unclear')
    throw error
  }
  await settled('sent')
}

const nowOf = ({ nowMs }: StudyContext): string => new Date(nowMs()).toISOString()
