/** Commands in any order: nothing is ever given that the owner's words and bounds do not allow. */
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { beforeAll, expect, test } from 'vitest'
import type { Consent } from '../../../shared/research/consent.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import type { OwnStudies } from '../../../shared/research/own-studies.ts'
import { mergeOwnStudies, noStudies } from '../../../shared/research/own-studies.ts'
import {
  nextStatementMs,
  planned,
  saidTo,
  spentInYear,
  standingOf,
} from '../../../shared/research/standing.ts'
import type { Study } from '../../../shared/research/study.ts'
import { StudyFault } from '../../../shared/research/study-fault.ts'
import type { StudyKeys } from '../../../shared/research/study-keys.ts'
import { agreed, personKeys, testStudy } from '../../support/study.ts'

let made: Study
let second: Study
let keys: StudyKeys

beforeAll(async () => {
  made = await testStudy({ months: { first: '2026-01', last: '2027-12' }, retentionDays: 60 })
  second = await testStudy({ version: 2, months: { first: '2026-01', last: '2027-12' }, retentionDays: 60 })
  keys = await personKeys(made, 1)
})

const at = (iso: string): number => Date.parse(iso)

/** What the machine of the test believes of the world, worked out without the code under test. */
interface Model {
  nowMs: number
  /** When consent to each version was given, while it was not withdrawn. */
  given: Map<number, number>
  months: Set<string>
  spent: Map<string, number>
  cap: number
}
interface Real {
  own: OwnStudies
  consents: Consent[]
}

/** What a month of the test study costs. */
const costEach = 1500
const versions = (): Study[] => [made, second]

class Say implements fc.AsyncCommand<Model, Real> {
  readonly event: 'given' | 'withdrawn'
  readonly version: number
  constructor(event: 'given' | 'withdrawn', version: number) {
    this.event = event
    this.version = version
  }
  check = (): boolean => true
  async run(model: Model, real: Real): Promise<void> {
    model.nowMs += 1000
    const study = versions()[this.version]!
    const before = saidTo(real.consents, keys.pseudonym)
    const atMs = nextStatementMs(before, model.nowMs)
    const previous = before.at(-1)
    const said =
      this.event === 'given'
        ? await agreed(study, keys, atMs, previous && { previous })
        : await signConsent(study, keys, { event: 'withdrawn', atMs, previous: previous?.hash ?? null })
    real.consents.push(said)
    // A consent to one version ends those to others; a statement names its day.
    model.given.clear()
    const dayMs = model.nowMs - (model.nowMs % 86_400_000)
    if (this.event === 'given') model.given.set(this.version, dayMs)
  }
  toString = (): string => `${this.event}(v${this.version + 1})`
}

class Wait implements fc.AsyncCommand<Model, Real> {
  readonly days: number
  constructor(days: number) {
    this.days = days
  }
  check = (): boolean => true
  async run(model: Model): Promise<void> {
    model.nowMs += this.days * 86_400_000
  }
  toString = (): string => `wait(${this.days} d)`
}

class Cap implements fc.AsyncCommand<Model, Real> {
  readonly milli: number
  constructor(milli: number) {
    this.milli = milli
  }
  check = (): boolean => true
  async run(model: Model, real: Real): Promise<void> {
    model.nowMs += 1000
    const cap = { milli: this.milli, at: new Date(model.nowMs).toISOString() }
    real.own = mergeOwnStudies(real.own, { ...noStudies, cap })
    model.cap = this.milli
  }
  toString = (): string => `cap(${this.milli})`
}

class Give implements fc.AsyncCommand<Model, Real> {
  readonly version: number
  readonly monthsBack: number
  constructor(version: number, monthsBack: number) {
    this.version = version
    this.monthsBack = monthsBack
  }
  check = (): boolean => true
  async run(model: Model, real: Real): Promise<void> {
    const study = versions()[this.version]!
    const now = DateTime.fromMillis(model.nowMs, { zone: 'UTC' })
    const month = now.minus({ months: this.monthsBack }).toFormat('yyyy-MM')
    const standing = standingOf(real.consents, study, { pseudonym: keys.pseudonym, nowMs: model.nowMs })
    const give = (): OwnStudies =>
      planned(real.own, { study, standing, month, nowMs: model.nowMs }, { participants: [1] })
    if (!this.#isAllowed(model, month)) {
      expect(give).toThrow(StudyFault)
      return
    }
    real.own = give()
    model.months.add(`${this.version}/${month}`)
    const year = month.slice(0, 4)
    model.spent.set(year, (model.spent.get(year) ?? 0) + costEach)
    expect(spentInYear(real.own, year)).toBe(model.spent.get(year))
    expect(spentInYear(real.own, year)).toBeLessThanOrEqual(model.cap)
  }
  #isAllowed(model: Model, month: string): boolean {
    const givenMs = model.given.get(this.version)
    if (givenMs === undefined) return false
    const given = DateTime.fromMillis(givenMs, { zone: 'UTC' })
    const end = DateTime.fromISO(`${month}-01`, { zone: 'UTC' }).plus({ months: 1 })
    const isHeld = model.nowMs < given.plus({ months: 12 }).toMillis()
    const isCovered = end > given && month < given.plus({ months: 12 }).toFormat('yyyy-MM')
    const isClosed = model.nowMs >= end.plus({ days: 7 }).toMillis()
    const isKept = model.nowMs < end.plus({ days: 67 }).toMillis()
    const isNew = !model.months.has(`${this.version}/${month}`)
    const isInStudy = month >= '2026-01' && month <= '2027-12'
    const isWithin = (model.spent.get(month.slice(0, 4)) ?? 0) + costEach <= model.cap
    return isHeld && isCovered && isClosed && isKept && isNew && isInStudy && isWithin
  }
  toString = (): string => `give(v${this.version + 1}, ${this.monthsBack} months back)`
}

test('nothing is given without a consent that holds, for another version, twice, too late, or beyond the cap', async () => {
  let gifts = 0
  const version = fc.nat({ max: 1 })
  const event = fc.constantFrom(...Array<'given'>(7).fill('given'), 'withdrawn' as const)
  const commands = [
    fc.tuple(event, version).map(([said, v]) => new Say(said, v)),
    fc.integer({ min: 25, max: 45 }).map((days) => new Wait(days)),
    fc.constantFrom(1, 31, 31, 60, 330).map((days) => new Wait(days)),
    fc.constantFrom(0, 1500, 4000, 12_000).map((milli) => new Cap(milli)),
    fc.tuple(version, fc.nat({ max: 3 })).map(([v, back]) => new Give(v, back)),
    version.map((v) => new Give(v, 1)),
    version.map((v) => new Give(v, 1)),
  ]
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), async (list) => {
      const model: Model = {
        nowMs: at('2026-05-10T00:00:00Z'),
        given: new Map(),
        months: new Set(),
        spent: new Map(),
        cap: 12_000,
      }
      const real: Real = { own: noStudies, consents: [] }
      await fc.asyncModelRun(() => ({ model, real }), list)
      gifts += real.own.planned.length
    }),
    { numRuns: 100 },
  )
  // The test would be void if nothing were ever given.
  expect(gifts).toBeGreaterThan(20)
})
