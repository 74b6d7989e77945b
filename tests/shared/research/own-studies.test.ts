/** What a vault keeps of studies comes to the same in any order, and bounds what is given whatever is tried. */
import fc from 'fast-check'
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
import { dueMonths, nextStatementMs, saidTo, standingOf } from '../../../shared/research/standing.ts'
import type { Study } from '../../../shared/research/study.ts'
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
const hex = (n: number): string => n.toString(16).padStart(64, '0')

/** Anything that a device could have written. */
const anyOwn: fc.Arbitrary<OwnStudies> = fc
  .record({
    said: fc.array(fc.record({ jws: fc.constantFrom('a.b.c', 'd.e.f', 'g.h.i'), at: day() })),
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
        kind: fc.constantFrom('sent' as const, 'unclear' as const, 'refused' as const),
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
          expect(both.said.map(({ jws }) => jws)).toEqual(
            expect.arrayContaining(one.said.map(({ jws }) => jws)),
          )
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
    const study = made
    const consent = await agreed(study, keys, at('2026-05-10T00:00:00Z'))
    const kept = {
      ...noStudies,
      studies: [study.jws],
      said: [{ jws: consent.jws, at: consent.statement.at }],
    }
    expect((await openOwnStudies(kept)).consents).toEqual([consent])
    const [head, payload, signature] = consent.jws.split('.') as [string, string, string]
    const changed = `${head}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    expect(
      await openOwnStudies({ ...kept, said: [{ jws: changed, at: consent.statement.at }] }),
    ).toMatchObject({ consents: [], broken: 1 })
    expect(await openOwnStudies({ ...kept, studies: [] })).toMatchObject({ consents: [], broken: 1 })
  })
})

describe('where a person stands', () => {
  const may = at('2026-05-10T08:00:00Z')
  const stand = (consents: readonly Consent[], nowMs: number, of = made) =>
    standingOf(consents, of, { pseudonym: keys.pseudonym, nowMs }).state

  test('follows what was said last, expires a year after it, and takes a withdrawal for all versions', async () => {
    expect(stand([], may)).toBe('none')
    const given = await agreed(made, keys, may)
    expect(stand([given], may)).toBe('active')
    expect(stand([given], at('2027-05-10T07:59:59.999Z'))).toBe('active')
    expect(stand([given], at('2027-05-10T08:00:00Z'))).toBe('expired')
    expect(stand([given], may, second)).toBe('none')
    const also = await agreed(second, keys, may + 1000, { previous: given })
    expect([stand([given, also], may + 1000), stand([given, also], may + 1000, second)]).toEqual([
      'none',
      'active',
    ])
    const stop = await signConsent(second, keys, {
      event: 'withdrawn',
      atMs: may + 2000,
      previous: also.hash,
    })
    const all = [given, also, stop]
    expect([stand(all, may + 3000), stand(all, may + 3000, second)]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('a withdrawal holds against a consent said beside it on another device, until another names it', async () => {
    const given = await agreed(made, keys, may)
    const stop = await signConsent(made, keys, {
      event: 'withdrawn',
      atMs: may + 10,
      previous: given.hash,
    })
    const beside = await agreed(made, keys, may + 20, { previous: given })
    expect(stand([given, stop, beside], may + 30)).toBe('withdrawn')
    const again = await agreed(made, keys, may + 40, { previous: stop })
    expect(stand([given, stop, beside, again], may + 50)).toBe('active')
    expect(saidTo([again, beside, stop, given], keys.pseudonym)).toEqual([given, stop, beside, again])
  })

  test('a refusal comes before what is said later that day, and leaves no trace in what is sent', async () => {
    const noon = at('2026-05-10T12:00:00Z')
    const no = await signConsent(made, keys, {
      event: 'refused',
      atMs: nextStatementMs([], noon),
      previous: null,
    })
    const atMs = nextStatementMs([no], noon + 60_000)
    expect(atMs).toBe(at('2026-05-10T00:00:00Z'))
    const given = await agreed(made, keys, atMs)
    for (const said of [
      [no, given],
      [given, no],
    ])
      expect(stand(said, noon)).toBe('active')
    const stop = nextStatementMs([no, given], noon + 120_000)
    expect(stop).toBe(atMs + 1)
  })

  test('what was said under the keys of another vault counts for nothing', async () => {
    const other = await personKeys(made, 2)
    expect(stand([await agreed(made, other, may)], may)).toBe('none')
  })
})

describe('what is due', () => {
  test('the closed months since the consent, each until it is destroyed anyway, within the study’s months', async () => {
    const study = await testStudy({ months: { first: '2026-01', last: '2026-07' }, retentionDays: 60 })
    const consent = await agreed(study, keys, at('2026-05-31T23:00:00Z'))
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
