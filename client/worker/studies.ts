/** Studies of the open vault: what is asked, what would leave, and what its owner says and gives. */
import { DateTime } from 'luxon'
import { Refusal } from '../../shared/api/refusal.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import type { ConsentChoice } from '../../shared/research/consent.ts'
import { consentEnd } from '../../shared/research/consent.ts'
import type { Vectors } from '../../shared/research/contribution.ts'
import { contribute } from '../../shared/research/contribution.ts'
import { costMilli } from '../../shared/research/cost.ts'
import type { DecodedTable } from '../../shared/research/decode.ts'
import { decodeVectors } from '../../shared/research/decode.ts'
import { noticeHash } from '../../shared/research/notice.ts'
import type { OwnTrips } from '../../shared/research/own-month.ts'
import { isClosed, ownMonth } from '../../shared/research/own-month.ts'
import { isToWithdraw } from '../../shared/research/standing.ts'
import type { Study } from '../../shared/research/study.ts'
import { StudyFault } from '../../shared/research/study-fault.ts'
import type { TableId } from '../../shared/research/tables/ids.ts'
import type { Zones } from '../../shared/research/zones.ts'
import { zonesOf } from '../../shared/research/zones.ts'
import type { StudyCalls, StudyPreview } from '../studies-protocol.ts'
import type { VaultLine } from './offline/vault-line.ts'
import type { Catalogue, ListedStudy } from './studies/catalogue.ts'
import { readCatalogue } from './studies/catalogue.ts'
import type { Kept, StudyContext } from './studies/context.ts'
import { openKept, seatOf } from './studies/context.ts'
import { give, sendAgain } from './studies/giving.ts'
import { changeKept, readKept } from './studies/kept.ts'
import { receiptsFile } from './studies/receipts.ts'
import { eventsOf, studiesView } from './studies/shown.ts'
import type { Saying } from './studies/statements.ts'
import { say, settle } from './studies/statements.ts'
import { readTrips } from './view.ts'

type Input<N extends keyof StudyCalls> = Parameters<StudyCalls[N]>[0]
type Output<N extends keyof StudyCalls> = ReturnType<StudyCalls[N]>

/** Months that can be looked at before agreeing: enough to see what is usual. */
const shownMonths = 4

export class Studies {
  readonly #context: StudyContext
  readonly #line: VaultLine
  readonly #zones = new Map<string, Zones>()

  constructor(context: StudyContext, line: VaultLine) {
    this.#context = context
    this.#line = line
  }

  async view({ language }: Input<'studies'>): Promise<Output<'studies'>> {
    const kept = await this.#kept()
    const catalogue = await this.#catalogueIfReached()
    return studiesView(this.#context, { kept, catalogue, language, zoneNames: await this.#zoneNames(kept) })
  }

  /** Names of the zones of studies that were given flows; none while the server is away. */
  async #zoneNames(kept: Kept): Promise<ReadonlyMap<string, readonly string[]>> {
    const names = new Map<string, readonly string[]>()
    const given = new Set(
      kept.own.planned.flatMap(({ studyHash, vectors }) => (vectors['flows'] ? [studyHash] : [])),
    )
    for (const study of kept.studies.filter(({ hash }) => given.has(hash))) {
      const zones = await unlessAway(() => this.#zonesOf(study))
      if (zones) names.set(study.hash, zones.names)
    }
    return names
  }

  async preview({ hash, month, tables: ticked, withHome }: Input<'previewStudy'>): Promise<StudyPreview> {
    const study = await this.#study(hash)
    const [zones, trips] = [await this.#zonesOf(study), await this.#trips()]
    const nowMs = this.#context.nowMs()
    const months = recentMonths(nowMs, shownMonths).map((each) => ({
      month: each,
      isClosed: isClosed(each, nowMs),
      trips: ownMonth(trips, { zones, month: each, withHome: false }).trips.length,
    }))
    const usual =
      months.find((each) => each.isClosed && each.trips > 0) ?? months.find((each) => each.trips > 0)
    const shown = month ?? usual?.month ?? months[0]!.month
    const choice = { tables: agreedTables(study, ticked), withHome }
    const vectors = contribute(trips, { study: study.definition, zones, month: shown, choice })
    const tables = decodeVectors(study.definition, zones.names, vectors)
    return { month: shown, isClosed: isClosed(shown, nowMs), months, tables }
  }

  async consent({ hash, tables, withHome, language, isAsked }: Input<'consentToStudy'>): Promise<void> {
    await this.#line.needServer()
    const { study, published, isOld } = await this.#listed(hash)
    if (published.state !== 'open' || isOld)
      throw new StudyFault('study-not-taken', 'This study takes no new consents.')
    const uiVersion = await this.#context.server.version()
    const agreed = agreedTables(study, tables)
    const choiceAt = async (atMs: number): Promise<ConsentChoice> => ({
      tables: agreed,
      withHome: withHome && agreed.includes('flows'),
      epsilonMilliPerMonth: costMilli(study.definition, agreed),
      until: consentEnd(atMs),
      language,
      noticeHash: await noticeHash(study.definition, language),
      uiVersion,
    })
    await say(this.#context, study, { event: 'given', choiceAt, isAsked })
  }

  refuse({ hash }: Input<'refuseStudy'>): Promise<void> {
    return this.#say(hash, { event: 'refused' })
  }

  withdraw({ hash }: Input<'withdrawFromStudy'>): Promise<void> {
    return this.#say(hash, { event: 'withdrawn' })
  }

  /** Withdraws from every study under which something may wait, and tells the server of withdrawals that it missed. */
  async withdrawFromAll(): Promise<void> {
    const kept = await this.#kept()
    for (const study of kept.studies) {
      if (isToWithdraw(seatOf(this.#context, kept, study).said, study))
        await this.withdraw({ hash: study.hash })
      else await settle(this.#context, study, 'withdrawn')
    }
  }

  async giveMonth({ hash, month, seen }: Input<'giveMonth'>): Promise<void> {
    await this.#line.needServer()
    const study = await this.#study(hash)
    await settle(this.#context, study)
    await give(this.#context, await this.#gift(study, month), vectorsIn(seen))
  }

  /** Also tells the server what it has still to be told. A study whose server says no does not keep others from theirs. */
  async giveDue(): Promise<Output<'giveDue'>> {
    const kept = await this.#kept()
    if (kept.studies.length === 0) return { given: 0 }
    await this.#line.needServer()
    const { studies } = await this.view({ language: 'en' })
    let given = 0
    for (const { hash } of studies) {
      const study = kept.studies.find((each) => each.hash === hash)
      if (study) given += await refusedAsNone(() => this.#giveDueTo(study))
    }
    return { given }
  }

  async #giveDueTo(study: Study): Promise<number> {
    await settle(this.#context, study)
    let given = await sendAgain(this.#context, study)
    const { studies } = await this.view({ language: 'en' })
    const { due = [], isAsked = true } = studies.find(({ hash }) => hash === study.hash) ?? {}
    if (isAsked) return given
    for (const { month } of due.filter(({ isBeyondCap }) => !isBeyondCap)) {
      await give(this.#context, await this.#gift(study, month))
      given++
    }
    return given
  }

  async askEachMonth({ hash, isAsked }: Input<'askEachMonth'>): Promise<void> {
    await this.#line.needServer()
    const { keys } = seatOf(this.#context, await this.#kept(), await this.#study(hash))
    const at = new Date(this.#context.nowMs()).toISOString()
    await changeKept(this.#context.open, (own) => ({
      ...own,
      asking: [...own.asking, { pseudonym: keys.pseudonym, isAsked, at }],
    }))
  }

  async cap({ milli }: Input<'capStudies'>): Promise<void> {
    if (!Number.isInteger(milli) || milli < 0 || milli > 100_000)
      throw new Refusal('bad-request', 'A cap is from 0 to 100.')
    await this.#line.needServer()
    const at = new Date(this.#context.nowMs()).toISOString()
    await changeKept(this.#context.open, (own) => ({ ...own, cap: { milli, at } }))
  }

  async receipts({ hash }: Input<'studyReceipts'>): Promise<Output<'studyReceipts'>> {
    const kept = await this.#kept()
    return receiptsFile(kept, seatOf(this.#context, kept, await this.#study(hash)))
  }

  async events(): Promise<Output<'studyEvents'>> {
    return eventsOf(await this.#kept())
  }

  async #say(hash: string, saying: Saying): Promise<void> {
    await this.#line.needServer()
    await say(this.#context, await this.#study(hash), saying)
  }

  async #kept(): Promise<Kept> {
    return openKept(await this.#line.reading(async () => readKept(await this.#context.open())))
  }

  async #gift(study: Study, month: string) {
    return { study, month, zones: await this.#zonesOf(study), trips: await this.#trips() }
  }

  #trips(): Promise<OwnTrips> {
    return this.#line.reading(async () => readTrips(await this.#context.open(), defaultFactorSet))
  }

  async #zonesOf({ definition, hash }: Study): Promise<Zones> {
    const known = this.#zones.get(hash)
    if (known) return known
    const zones = await zonesOf(definition, await this.#context.server.zones(definition))
    this.#zones.set(hash, zones)
    return zones
  }

  #catalogueIfReached(): Promise<Catalogue | undefined> {
    return unlessAway(() => readCatalogue(this.#context.server))
  }

  async #listed(hash: string): Promise<ListedStudy> {
    const { listed } = await readCatalogue(this.#context.server)
    const found = listed.find(({ study }) => study.hash === hash)
    if (!found) throw new Refusal('not-found', 'There is no such study.')
    return found
  }

  /** A study of the catalogue, or one that was answered before. */
  async #study(hash: string): Promise<Study> {
    const known = (await this.#kept()).studies.find((study) => study.hash === hash)
    return known ?? (await this.#listed(hash)).study
  }
}

/** The ticked tables in the study's order; who takes part is always counted. */
const agreedTables = ({ definition }: Study, ticked: readonly TableId[]): TableId[] =>
  definition.tables.map(({ id }) => id).filter((id) => id === 'participants' || ticked.includes(id))

/** The last months by UTC, newest first, the running one among them. */
function recentMonths(nowMs: number, count: number): string[] {
  const now = DateTime.fromMillis(nowMs, { zone: 'UTC' })
  return Array.from({ length: count }, (_, n) => now.minus({ months: n }).toFormat('yyyy-MM'))
}

const vectorsIn = (tables: readonly DecodedTable[]): Vectors =>
  Object.fromEntries(tables.map(({ id, numbers }) => [id, numbers]))

/** What a server will not have is kept with its outcome, and shown; other months and studies go on. */
async function refusedAsNone(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StudyFault) return 0
    throw error
  }
}

async function unlessAway<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unavailable') return undefined
    throw error
  }
}
