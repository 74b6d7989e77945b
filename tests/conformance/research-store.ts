/** What every keeper of research must do, whatever it is made of. */
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type {
  ConsentEntry,
  NewRelease,
  NewStudy,
  RegisteredConsent,
  ResearchStore,
  StoredContribution,
} from '../../server/store/research-store.ts'
import type { Of } from './some-research.ts'
import { hex, someConsent, someContribution, someRelease, someStudy } from './some-research.ts'

type MakeStore = () => Promise<ResearchStore>

export function researchStoreConformance(name: string, makeStore: MakeStore): void {
  describe(`${name} keeps research`, () => {
    studyLaws(makeStore)
    joiningLaws(makeStore)
    consentLaws(makeStore)
    contributionLaws(makeStore)
    releaseLaws(makeStore)
  })
}

async function withStudy(makeStore: MakeStore): Promise<{ store: ResearchStore; study: NewStudy }> {
  const store = await makeStore()
  const study = someStudy()
  await store.publish(study)
  return { store, study }
}

/** Joins as a new vault and registers a first statement. */
export async function consenting(
  store: ResearchStore,
  study: Of,
  parts: Partial<RegisteredConsent> = {},
): Promise<RegisteredConsent> {
  const tokenHash = randomBytes(32)
  await store.join(study.id, hex(), tokenHash)
  const consent = someConsent(study, parts)
  await store.addConsent({ consent, after: null, tokenHash })
  return consent
}

const after = (last: RegisteredConsent, parts: Partial<RegisteredConsent> = {}): ConsentEntry => ({
  consent: someConsent({ id: last.study, hash: last.studyHash }, { pseudonym: last.pseudonym, ...parts }),
  after: last.hash,
})

function studyLaws(makeStore: MakeStore): void {
  test('a study is read back as it was published, newest first, and open', async () => {
    const { store, study } = await withStudy(makeStore)
    const next = someStudy({ id: study.id, signingKey: study.signingKey, version: 3 })
    await store.publish(next)
    const { zones, ...listed } = study
    const { zones: nextZones, ...nextListed } = next
    expect(await store.studies()).toEqual([
      { ...nextListed, state: 'open' },
      { ...listed, state: 'open' },
    ])
    expect([...(await store.zones(study.id, 1))!]).toEqual([...zones])
    expect([...(await store.zones(study.id, 3))!]).toEqual([...nextZones])
    expect(await store.zones(study.id, 2)).toBeUndefined()
  })

  test('a version comes once, in order, and under the key of those before', async () => {
    const { store, study } = await withStudy(makeStore)
    const { id, signingKey } = study
    const wrong = [
      someStudy({ id, signingKey }),
      someStudy({ id, version: 2 }),
      someStudy({ id, signingKey, version: 0 }),
    ]
    for (const each of wrong) await expect(store.publish(each)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.studies()).toHaveLength(1)
  })

  test('closing reaches every version and the tokens that were not used', async () => {
    const { store, study } = await withStudy(makeStore)
    const tokenHash = randomBytes(32)
    await store.join(study.id, hex(), tokenHash)
    expect(await store.closeStudy('no-such-study')).toBe(false)
    expect(await store.closeStudy(study.id)).toBe(true)
    expect(await store.closeStudy(study.id)).toBe(true)
    expect((await store.studies())[0]!.state).toBe('closed')
    const late = { consent: someConsent(study), after: null, tokenHash }
    await expect(store.addConsent(late)).rejects.toMatchObject({ code: 'forbidden' })
  })
}

function joiningLaws(makeStore: MakeStore): void {
  test('a vault joins a study once, and another vault or study is no matter', async () => {
    const { store, study } = await withStudy(makeStore)
    const [ada, eve] = [hex(), hex()]
    expect(await store.join(study.id, ada, randomBytes(32))).toBe(true)
    expect(await store.join(study.id, ada, randomBytes(32))).toBe(false)
    expect(await store.join(study.id, eve, randomBytes(32))).toBe(true)
    expect(await store.join('another-study', ada, randomBytes(32))).toBe(true)
    await store.forgetVault(ada)
    await store.forgetVault(ada)
    expect(await store.join(study.id, eve, randomBytes(32))).toBe(false)
    expect(await store.join(study.id, ada, randomBytes(32))).toBe(true)
  })

  test('a token serves one person, in its study', async () => {
    const { store, study } = await withStudy(makeStore)
    const [tokenHash, foreign] = [randomBytes(32), randomBytes(32)]
    await store.join(study.id, hex(), tokenHash)
    await store.join('another-study', hex(), foreign)
    for (const wrong of [undefined, randomBytes(32), foreign]) {
      const entry = { consent: someConsent(study), after: null, tokenHash: wrong }
      await expect(store.addConsent(entry)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await store.addConsent({ consent: someConsent(study), after: null, tokenHash })
    const twice = { consent: someConsent(study), after: null, tokenHash }
    await expect(store.addConsent(twice)).rejects.toMatchObject({ code: 'forbidden' })
  })
}

function consentLaws(makeStore: MakeStore): void {
  test('what a person said is kept in order, apart from what others said', async () => {
    const { store, study } = await withStudy(makeStore)
    const [ada, eve] = [await consenting(store, study), await consenting(store, study)]
    const again = after(ada)
    await store.addConsent(again)
    expect(await store.consents(ada)).toEqual([ada, again.consent])
    expect(await store.consents(eve)).toEqual([eve])
    expect(await store.consents(someConsent(study))).toEqual([])
  })

  test('of two statements after the same one, the second is refused', async () => {
    const { store, study } = await withStudy(makeStore)
    const first = await consenting(store, study)
    await store.addConsent(after(first))
    await expect(store.addConsent(after(first))).rejects.toMatchObject({ code: 'conflict' })
    const token = randomBytes(32)
    await store.join(study.id, hex(), token)
    const start = {
      consent: someConsent(study, { pseudonym: first.pseudonym }),
      after: null,
      tokenHash: token,
    }
    await expect(store.addConsent(start)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.consents(first)).toHaveLength(2)
    // What was refused has used up no token.
    await store.addConsent({ consent: someConsent(study), after: null, tokenHash: token })
  })

  test('withdrawing erases all of one person and nothing of another', async () => {
    const { store, study } = await withStudy(makeStore)
    const [ada, eve] = [await consenting(store, study), await consenting(store, study)]
    for (const month of ['2026-05', '2026-06'])
      for (const { pseudonym, hash } of [ada, eve])
        await store.putContribution(someContribution(study, pseudonym, { month }), hash)
    await store.noteHandover({ studyHash: study.hash, month: '2026-05' })
    expect(await store.erasable(ada)).toEqual({ contributions: 2, handedOver: 1 })
    const stop = after(ada, { event: 'withdrawn' })
    const outdated = store.withdraw(stop, { contributions: 1, handedOver: 1 })
    await expect(outdated).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.consents(ada)).toEqual([ada])
    await store.withdraw(stop, { contributions: 2, handedOver: 1 })
    expect(await store.erasable(ada)).toEqual({ contributions: 0, handedOver: 0 })
    expect(await store.erasable(eve)).toEqual({ contributions: 2, handedOver: 1 })
    expect((await store.consents(ada)).at(-1)).toEqual(stop.consent)
  })
}

function contributionLaws(makeStore: MakeStore): void {
  test('a contribution is kept with what its maker said; a second takes its place', async () => {
    const { store, study } = await withStudy(makeStore)
    const [ada, eve] = [await consenting(store, study), await consenting(store, study)]
    await store.putContribution(someContribution(study, ada.pseudonym), ada.hash)
    const [mine, hers] = [someContribution(study, ada.pseudonym), someContribution(study, eve.pseudonym)]
    await store.putContribution(mine, ada.hash)
    await store.putContribution(hers, eve.hash)
    const found = await store.contributions({ studyHash: study.hash, month: '2026-05' })
    const plain = (each: StoredContribution) => ({ ...each, sealed: [...each.sealed] })
    const expected = [
      { contribution: plain(mine), consents: [ada] },
      { contribution: plain(hers), consents: [eve] },
    ].sort((a, b) => (a.contribution.pseudonym < b.contribution.pseudonym ? -1 : 1))
    expect(found.map((each) => ({ ...each, contribution: plain(each.contribution) }))).toEqual(expected)
    expect(await store.contributions({ studyHash: study.hash, month: '2026-06' })).toEqual([])
  })

  test('none is taken under a consent that is no longer the last word', async () => {
    const { store, study } = await withStudy(makeStore)
    const first = await consenting(store, study)
    await store.withdraw(after(first, { event: 'withdrawn' }), { contributions: 0, handedOver: 0 })
    const late = store.putContribution(someContribution(study, first.pseudonym), first.hash)
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    const stranger = store.putContribution(someContribution(study, hex()), hex(32))
    await expect(stranger).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.waiting()).toEqual([])
  })

  test('what waits is listed by month, and erased by month', async () => {
    const { store, study } = await withStudy(makeStore)
    const people = [await consenting(store, study), await consenting(store, study)]
    for (const { pseudonym, hash } of people)
      await store.putContribution(someContribution(study, pseudonym), hash)
    const june = someContribution(study, people[0]!.pseudonym, { month: '2026-06' })
    await store.putContribution(june, people[0]!.hash)
    const ofMay = { studyHash: study.hash, month: '2026-05' }
    await store.noteHandover(ofMay)
    await store.noteHandover(ofMay)
    const waiting = { study: study.id, studyHash: study.hash }
    expect(await store.waiting()).toEqual([
      { ...waiting, month: '2026-05', contributions: 2, isHandedOver: true },
      { ...waiting, month: '2026-06', contributions: 1, isHandedOver: false },
    ])
    expect(await store.eraseContributions(ofMay)).toBe(2)
    expect(await store.eraseContributions(ofMay)).toBe(0)
    expect((await store.waiting()).map(({ month }) => month)).toEqual(['2026-06'])
  })
}

function releaseLaws(makeStore: MakeStore): void {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

  test('a release is read back byte for byte, newest month first', async () => {
    const { store, study } = await withStudy(makeStore)
    const [may, june] = [someRelease(study), someRelease(study, { month: '2026-06' })]
    for (const release of [may, june]) await store.addRelease(release)
    const listed = ({ study: id, version, studyHash, month, files }: NewRelease) => ({
      ...{ study: id, version, studyHash, month },
      files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    })
    expect(await store.releases()).toEqual([listed(june), listed(may)])
    for (const { path, bytes } of may.files)
      expect([...(await store.releaseFile(study.id, '2026-05', path))!]).toEqual([...bytes])
    expect([...(await store.releaseZip(study.id, '2026-06'))!]).toEqual([...june.zip])
    expect(await store.releaseFile(study.id, '2026-05', '../README.md')).toBeUndefined()
    expect(await store.releaseZip(study.id, '2026-07')).toBeUndefined()
  })

  test('a month is released once, and its contributions go with the release', async () => {
    const { store, study } = await withStudy(makeStore)
    const { pseudonym, hash } = await consenting(store, study)
    for (const month of ['2026-05', '2026-06'])
      await store.putContribution(someContribution(study, pseudonym, { month }), hash)
    const older = someContribution({ ...study, hash: hex(32) }, pseudonym)
    await store.putContribution(older, hash)
    const first = someRelease(study)
    await store.addRelease(first)
    const second = store.addRelease(someRelease(study))
    await expect(second).rejects.toMatchObject({ code: 'conflict' })
    expect([...(await store.releaseZip(study.id, '2026-05'))!]).toEqual([...first.zip])
    expect((await store.waiting()).map(({ month }) => month)).toEqual(['2026-06'])
    const late = store.putContribution(someContribution(study, pseudonym), hash)
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
  })
}
