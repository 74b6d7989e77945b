/** What a vault keeps of studies comes to the same in any order, and bounds what is given whatever is tried. */
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Consent } from '../../../shared/research/consent.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import type { OwnStudies } from '../../../shared/research/own-studies.ts'
import {
  mergeOwnStudies,
  noStudies,
  openOwnStudies,
  ownStudiesContent,
  readOwnStudies,
} from '../../../shared/research/own-studies.ts'
import {
  dueMonths,
  planned,
  StudyFault,
  saidTo,
  spentInYear,
  standingOf,
} from '../../../shared/research/standing.ts'
import type { StudyKeys } from '../../../shared/research/study-keys.ts'
import { studyKeys } from '../../../shared/research/study-keys.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { MadeStudy } from '../../support/made-study.ts'
import { madeStudy } from '../../support/made-study.ts'
import { agree } from '../../support/said.ts'

let made: MadeStudy
let second: MadeStudy
let keys: StudyKeys

beforeAll(async () => {
  const sodium = await ready()
  made = await madeStudy(sodium)
  second = await madeStudy(sodium, { version: 2 })
  keys = studyKeys(sodium, new Uint8Array(32).fill(7), made.study.definition)
})

const at = (iso: string): number => Date.parse(iso)
const hex = (n: number): string => n.toString(16).padStart(64, '0')

/** Anything that a device could have written. */
const anyOwn: fc.Arbitrary<OwnStudies> = fc
  .record({
    said: fc.array(fc.constantFrom('a.b.c', 'd.e.f', 'g.h.i')),
    answers: fc.array(
      fc.record({
        consent: fc.integer({ min: 0, max: 2 }).map(hex),
        jws: fc.constantFrom('x.y.z', 'u.v.w'),
        at: day(),
      }),
    ),
    planned: fc.array(
      fc.record({
        studyHash: fc.integer({ min: 0, max: 1 }).map(hex),
        month: fc.constantFrom('2026-05', '2026-06'),
        consent: fc.constant(hex(9)),
        costMilli: fc.integer({ min: 1, max: 9 }),
        vectors: fc.constant<Record<string, number[]>>({ participants: [1] }),
        at: day(),
      }),
    ),
    outcomes: fc.array(
      fc.record({
        studyHash: fc.integer({ min: 0, max: 1 }).map(hex),
        month: fc.constantFrom('2026-05', '2026-06'),
        kind: fc.constantFrom('sent' as const, 'refused' as const),
        hash: fc.integer({ min: 0, max: 3 }).map(hex),
        at: day(),
      }),
    ),
    cap: fc.option(fc.record({ milli: fc.integer({ min: 0, max: 9 }), at: day() })),
    asking: fc.array(
      fc.record({
        pseudonym: fc.constantFrom('0'.repeat(32), '1'.repeat(32)),
        isAsked: fc.boolean(),
        at: day(),
      }),
    ),
  })
  .map((parts) => mergeOwnStudies({ ...noStudies, ...parts }, noStudies))

function day(): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 4 }).map((n) => `2026-05-0${n}T00:00:00Z`)
}

describe('what two devices keep', () => {
  test('comes to the same in any order, and twice as once', () => {
    fc.assert(
      fc.property(anyOwn, anyOwn, anyOwn, (a, b, c) => {
        expect(mergeOwnStudies(a, b)).toEqual(mergeOwnStudies(b, a))
        expect(mergeOwnStudies(a, mergeOwnStudies(b, c))).toEqual(mergeOwnStudies(mergeOwnStudies(a, b), c))
        expect(mergeOwnStudies(a, a)).toEqual(a)
      }),
    )
  })

  test('loses no statement, no answer, no cost, and nothing that the server has', () => {
    fc.assert(
      fc.property(anyOwn, anyOwn, (a, b) => {
        const both = mergeOwnStudies(a, b)
        for (const one of [a, b]) {
          expect(both.said).toEqual(expect.arrayContaining(one.said))
          for (const answer of one.answers)
            expect(
              both.answers.some(({ consent, jws }) => consent === answer.consent && jws === answer.jws),
            ).toBe(true)
          for (const { studyHash, month } of one.planned)
            expect(both.planned.filter((p) => p.studyHash === studyHash && p.month === month)).toHaveLength(1)
          for (const { studyHash, month, kind } of one.outcomes)
            if (kind === 'sent')
              expect(both.outcomes.find((o) => o.studyHash === studyHash && o.month === month)?.kind).toBe(
                'sent',
              )
        }
      }),
    )
  })

  test('is read back as it was written, and anything else is refused', () => {
    fc.assert(
      fc.property(anyOwn, (own) => {
        expect(readOwnStudies(ownStudiesContent(own))).toEqual(own)
      }),
    )
    expect(readOwnStudies(undefined)).toEqual(noStudies)
    const wrong = ownStudiesContent({ ...noStudies, cap: { milli: -1, at: '2026-05-01T00:00:00Z' } })
    expect(() => readOwnStudies(wrong)).toThrow()
  })

  test('counts what does not hold for nothing: a changed statement, one without its study', async () => {
    const { study } = made
    const consent = await agree(study, keys, at('2026-05-10T00:00:00Z'))
    const kept = { ...noStudies, studies: [study.jws], said: [consent.jws] }
    expect((await openOwnStudies(kept)).consents).toEqual([consent])
    const [head, payload, signature] = consent.jws.split('.') as [string, string, string]
    const changed = `${head}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    expect(await openOwnStudies({ ...kept, said: [changed] })).toMatchObject({ consents: [], broken: 1 })
    expect(await openOwnStudies({ ...kept, studies: [] })).toMatchObject({ consents: [], broken: 1 })
  })
})

describe('where a person stands', () => {
  const may = at('2026-05-10T08:00:00Z')
  const stand = (consents: readonly Consent[], nowMs: number, of = made) =>
    standingOf(consents, of.study, { pseudonym: keys.pseudonym, nowMs }).state

  test('follows what was said last, expires a year after it, and takes a withdrawal for all versions', async () => {
    expect(stand([], may)).toBe('none')
    const given = await agree(made.study, keys, may)
    expect(stand([given], may)).toBe('active')
    expect(stand([given], at('2027-05-10T07:59:59.999Z'))).toBe('active')
    expect(stand([given], at('2027-05-10T08:00:00Z'))).toBe('expired')
    expect(stand([given], may, second)).toBe('none')
    const also = await agree(second.study, keys, may + 1000, given)
    expect([stand([given, also], may + 1000), stand([given, also], may + 1000, second)]).toEqual([
      'active',
      'active',
    ])
    const stop = await signConsent(second.study, keys, {
      event: 'withdrawn',
      atMs: may + 2000,
      previous: also.hash,
    })
    const all = [given, also, stop]
    expect([stand(all, may + 3000), stand(all, may + 3000, second)]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('a withdrawal holds against a consent said beside it on another device, until another names it', async () => {
    const given = await agree(made.study, keys, may)
    const stop = await signConsent(made.study, keys, {
      event: 'withdrawn',
      atMs: may + 10,
      previous: given.hash,
    })
    const beside = await agree(made.study, keys, may + 20, given)
    expect(stand([given, stop, beside], may + 30)).toBe('withdrawn')
    const again = await agree(made.study, keys, may + 40, stop)
    expect(stand([given, stop, beside, again], may + 50)).toBe('active')
    expect(saidTo([again, beside, stop, given], keys.pseudonym)).toEqual([given, stop, beside, again])
  })

  test('what was said under the keys of another vault counts for nothing', async () => {
    const other = studyKeys(await ready(), new Uint8Array(32).fill(8), made.study.definition)
    expect(stand([await agree(made.study, other, may)], may)).toBe('none')
  })
})

describe('what is due', () => {
  test('the closed months since the consent, each until it is destroyed anyway, within the study’s months', async () => {
    const { study } = await madeStudy(await ready(), { months: { first: '2026-01', last: '2026-07' } })
    const consent = await agree(study, keys, at('2026-05-31T23:00:00Z'))
    const due = (now: string) => {
      const standing = standingOf([consent], study, { pseudonym: keys.pseudonym, nowMs: at(now) })
      return dueMonths(noStudies, { study, standing, nowMs: at(now) }).map(({ month }) => month)
    }
    expect(due('2026-06-07T23:59:59Z')).toEqual([])
    expect(due('2026-06-08T00:00:00Z')).toEqual(['2026-05'])
    expect(due('2026-07-08T00:00:00Z')).toEqual(['2026-05', '2026-06'])
    // May closes on 8 June and is kept for 60 days.
    expect(due('2026-08-07T00:00:00Z')).toEqual(['2026-06'])
    expect(due('2026-08-08T00:00:00Z')).toEqual(['2026-06', '2026-07'])
    expect(due('2026-11-08T00:00:00Z')).toEqual([])
  })
})

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

const costEach = 1000
const versions = () => [made, second]

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
    const { study } = versions()[this.version]!
    const { latest } = standingOf(real.consents, study, { pseudonym: keys.pseudonym, nowMs: model.nowMs })
    const said =
      this.event === 'given'
        ? await agree(study, keys, model.nowMs, latest)
        : await signConsent(study, keys, {
            event: 'withdrawn',
            atMs: model.nowMs,
            previous: latest?.hash ?? null,
          })
    real.consents.push(said)
    if (this.event === 'given') model.given.set(this.version, model.nowMs)
    else model.given.clear()
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
    const { study } = versions()[this.version]!
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
  const commands = [
    fc
      .tuple(fc.constantFrom('given' as const, 'given' as const, 'withdrawn' as const), version)
      .map(([e, v]) => new Say(e, v)),
    fc.integer({ min: 20, max: 45 }).map((days) => new Wait(days)),
    fc.constantFrom(1, 40, 60, 330).map((days) => new Wait(days)),
    fc.constantFrom(0, 1000, 2500, 12_000).map((milli) => new Cap(milli)),
    fc.tuple(version, fc.nat({ max: 3 })).map(([v, back]) => new Give(v, back)),
    fc.tuple(version, fc.constant(1)).map(([v, back]) => new Give(v, back)),
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
    { numRuns: 60 },
  )
  // The test would be void if nothing were ever given.
  expect(gifts).toBeGreaterThan(20)
})
