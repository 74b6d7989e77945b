import { randomBytes } from 'node:crypto'
import { CompactSign, importJWK } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { eraseOverdue } from '../../../server/services/retention.ts'
import { contract, vaultHeader } from '../../../shared/api/contract.ts'
import { releaseFilePath, releaseZipPath } from '../../../shared/api/research-contract.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import type { SealedContribution } from '../../../shared/research/contribution.ts'
import { openCountersignature } from '../../../shared/research/countersignature.ts'
import { signDelivery } from '../../../shared/research/delivery.ts'
import { signJws } from '../../../shared/research/jws.ts'
import type { StudyKeys } from '../../../shared/research/study-keys.ts'
import { toBase64 } from '../../../shared/vault/bytes.ts'
import { someRelease } from '../../conformance/some-research.ts'
import { april, bodyOf, dayMs, given, now, researchOn, sealed, someone, stop } from '../research-people.ts'
import { filesHolding } from '../store/directory.ts'
import { startTestServer } from '../test-server.ts'

const server = await startTestServer()
afterAll(() => server.close())
const { published, tokenFor, register, withdraw, deliver, volunteer, contribute, kept } = researchOn(server)

describe('a withdrawal', () => {
  test('erases what is not released, on disk too, and says so over the registry’s signature', async () => {
    const study = await published()
    const who = await volunteer(study)
    const { contribution } = await contribute(study, who)
    await contribute(study, who, '2026-05')
    await server.research.noteHandover({ studyHash: study.hash, month: april })
    const said = await stop(study, who)
    const { acknowledgement } = (await withdraw(said.jws).expect(200)).body
    expect(await openCountersignature(study, said.hash, acknowledgement)).toEqual({
      ...{ schema: 'sillage/countersignature@1', consentHash: said.hash },
      ...{ receivedAt: '2026-05-10', state: 'withdrawn', erased: 1, handedOver: 1 },
    })
    expect(filesHolding(server.directory, contribution.sealed)).toEqual([])
    expect((await withdraw(said.jws).expect(200)).body).toEqual({ acknowledgement })
    expect((await contribute(study, who)).answer.status).toBe(403)
  })

  test('is taken whatever the person’s vault remembers of before, and when the study is closed', async () => {
    const study = await published()
    const who = await volunteer(study)
    await contribute(study, who)
    await server.research.closeStudy(study.definition.id)
    await withdraw((await stop(study, who, 'a'.repeat(64))).jws).expect(200)
    expect(await kept(study)).toEqual([])
  })

  test('by another key under the same pseudonym erases nothing', async () => {
    const study = await published()
    const who = await volunteer(study)
    await contribute(study, who)
    const thief = { ...(await someone(study)), pseudonym: who.keys.pseudonym }
    await withdraw((await stop(study, { ...who, keys: thief })).jws).expect(403)
    expect(await kept(study)).toHaveLength(1)
  })

  test('of who never consented here is acknowledged, and leaves no row', async () => {
    const study = await published()
    const keys = await someone(study)
    const said = await signConsent(study, keys, { event: 'withdrawn', atMs: now, previous: null })
    const { acknowledgement } = (await withdraw(said.jws).expect(200)).body
    expect(await openCountersignature(study, said.hash, acknowledgement)).toMatchObject({ erased: 0 })
    const person = { study: study.definition.id, pseudonym: keys.pseudonym }
    expect(await server.research.consents(person)).toEqual([])
  })

  test('can be followed by a new yes, and an old statement sent again changes nothing', async () => {
    const study = await published()
    const who = await volunteer(study)
    const said = await stop(study, who)
    await withdraw(said.jws).expect(200)
    await register(who.consent.jws).expect(200)
    expect((await contribute(study, who)).answer.status).toBe(403)
    const again = await given(study, who.keys, Date.UTC(2026, 3, 20), said.hash)
    await register(again.jws).expect(200)
    expect((await contribute(study, { ...who, consent: again })).answer.status).toBe(200)
    await withdraw(said.jws).expect(200)
    expect(await kept(study)).toHaveLength(1)
  })
})

describe('who says yes and no without end', () => {
  test('can always stop, and fills no disk', async () => {
    const study = await published()
    const who = await volunteer(study)
    const person = { study: study.definition.id, pseudonym: who.keys.pseudonym }
    const [first] = await server.research.consents(person)
    let last = who.consent.hash
    // As the server takes them, without waiting for a hundred signatures of its own.
    for (let n = 1; n < 100; n++) {
      const { jws, hash } = await given(study, who.keys, Date.UTC(2026, 3, 2) + n, last)
      await server.research.addConsent({ consent: { ...first!, jws, hash }, after: last })
      last = hash
    }
    expect((await contribute(study, { ...who, consent: { ...who.consent, hash: last } })).answer.status).toBe(
      200,
    )
    await register((await given(study, who.keys, now, last)).jws).expect(409)
    const said = await stop(study, who, last)
    const { acknowledgement } = (await withdraw(said.jws).expect(200)).body
    expect(await openCountersignature(study, said.hash, acknowledgement)).toMatchObject({ erased: 1 })
    expect(await kept(study)).toEqual([])
    for (const atMs of [now + 1, now + 2]) {
      const about = { event: 'withdrawn' as const, atMs, previous: said.hash }
      await withdraw((await signConsent(study, who.keys, about)).jws).expect(200)
    }
    expect(await server.research.consents(person)).toHaveLength(101)
  })

  test('cannot put anything else into a statement', async () => {
    const study = await published()
    const keys = await someone(study)
    const { jws } = await given(study, keys, now)
    const payload = Buffer.from(jws.split('.')[1]!, 'base64url')
    const token = await tokenFor(study)
    const text = payload.toString()
    const padded = [`${text} `, text.replace('{', `{"event":"refused",`), text.replace(':', ': ')]
    for (const each of padded)
      await register(await signJws('consent', Buffer.from(each), keys), token).expect(400)
    const key = await importJWK(
      {
        ...{ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(keys.publicKey).toString('base64url') },
        d: Buffer.from(keys.privateKey.subarray(0, 32)).toString('base64url'),
      },
      'EdDSA',
    )
    const header = { alg: 'EdDSA', typ: 'sillage-consent' }
    const signed = (more: object) =>
      new CompactSign(payload).setProtectedHeader({ ...header, ...more }).sign(key)
    await register(await signed({ note: 'x'.repeat(1000) }), token).expect(400)
    await register(await signed({}), token).expect(200)
  })
})

describe('a contribution', () => {
  test('needs no session, is kept sealed, and a second takes its place', async () => {
    const study = await published()
    const who = await volunteer(study)
    await contribute(study, who)
    const { contribution, answer } = await contribute(study, who)
    expect([answer.status, answer.body]).toEqual([200, { done: true }])
    expect(await kept(study)).toEqual([[...contribution.sealed]])
  })

  test('comes of a closed month of the study, in time, before the release, while the study is open', async () => {
    const study = await published({ months: { first: april, last: '2026-06' } })
    const who = await volunteer(study)
    const status = async (month: string) => (await contribute(study, who, month)).answer.status
    server.clock.nowMs = Date.UTC(2026, 4, 8) - 1
    expect(await status(april)).toBe(409)
    server.clock.nowMs += 1
    expect(await status(april)).toBe(200)
    expect(await status('2026-03')).toBe(400)
    expect(await status('2026-07')).toBe(400)
    server.clock.nowMs = Date.UTC(2026, 4, 8) + study.definition.retentionDays * dayMs
    expect(await status(april)).toBe(409)
    server.clock.nowMs = now
    await server.research.addRelease(
      someRelease({ id: study.definition.id, hash: study.hash }, { month: april }),
    )
    expect(await status(april)).toBe(409)
    expect(await kept(study)).toEqual([])
    server.clock.nowMs = Date.UTC(2026, 5, 8)
    expect(await status('2026-05')).toBe(200)
    await server.research.closeStudy(study.definition.id)
    expect(await status('2026-05')).toBe(409)
  })

  test('needs a consent that is active now and covers the month', async () => {
    const study = await published()
    const who = await volunteer(study)
    expect((await contribute(study, who, '2026-03')).answer.status).toBe(409)
    const fresh = await published({ months: { first: '2026-03', last: '2027-06' }, retentionDays: 120 })
    const late = await volunteer(fresh)
    expect((await contribute(fresh, late, '2026-03')).answer.status).toBe(403)
    server.clock.nowMs = Date.UTC(2027, 3, 1)
    expect((await contribute(fresh, late, '2027-02')).answer.status).toBe(200)
    server.clock.nowMs = Date.UTC(2027, 3, 2)
    expect((await contribute(fresh, late, '2027-02')).answer.status).toBe(403)
    const keys = await someone(fresh)
    const stranger = { keys, consent: await given(fresh, keys, now) }
    expect((await contribute(fresh, stranger, '2027-02')).answer.status).toBe(403)
  })

  test('is refused with another length, another’s proof, or a proof of something else', async () => {
    const study = await published()
    const [who, eve] = [await volunteer(study), await volunteer(study)]
    const contribution = await sealed(study, who)
    const good = await bodyOf(study, who.keys, contribution)
    const proofOf = (keys: StudyKeys, hash = study.hash, of: Partial<SealedContribution> = {}) =>
      signDelivery(keys, hash, { ...contribution, ...of })
    const other = (await sealed(study, who)).sealed
    const wrong = [
      { ...good, sealed: toBase64(contribution.sealed.subarray(1)) },
      { ...good, sealed: toBase64(randomBytes(contribution.sealed.length + 1)) },
      { ...good, sealed: toBase64(other) },
      { ...good, proof: await proofOf(eve.keys) },
      { ...good, pseudonym: eve.keys.pseudonym },
      { ...good, proof: await proofOf(who.keys, '0'.repeat(64)) },
      { ...good, proof: await proofOf(who.keys, study.hash, { month: '2026-03' }) },
      { ...good, proof: who.consent.jws },
    ]
    for (const body of wrong) expect((await deliver(body)).status).toBe(400)
    expect((await deliver({ ...good, studyHash: '0'.repeat(64) })).status).toBe(404)
    expect(await kept(study)).toEqual([])
    await deliver(good).expect(200)
  })

  test('is destroyed when its time is over', async () => {
    const study = await published({ retentionDays: 10 })
    const { contribution } = await contribute(study, await volunteer(study))
    const over = Date.UTC(2026, 4, 8) + 10 * dayMs
    await eraseOverdue(server.research, over - 1)
    expect(await kept(study)).toHaveLength(1)
    await eraseOverdue(server.research, over)
    expect(filesHolding(server.directory, contribution.sealed)).toEqual([])
  })
})

describe('releases', () => {
  test('are listed and fetched by anyone, file by file or whole, and nothing else is', async () => {
    const study = await published()
    const { id } = study.definition
    await server.research.addRelease(
      someRelease({ id: study.definition.id, hash: study.hash }, { month: april }),
    )
    const { releases } = (await server.send('GET', contract.releases.path).expect(200)).body
    const mine = releases.find((each: { study: string }) => each.study === id)
    expect(mine).toMatchObject({ version: 1, studyHash: study.hash, month: april })
    const path = 'data/flows.csv'
    const csv = await server
      .send('GET', releaseFilePath(id, april, path))
      .responseType('blob')
      .expect(200)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect([...csv.body]).toEqual([...(await server.research.releaseFile(id, april, path))!])
    const zip = await server.send('GET', releaseZipPath(id, april)).expect(200)
    expect(zip.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename=release-${id}-${april}.zip`,
    })
    for (const other of ['data', '../research.db', '..%2fresearch.db', '%2e%2e/%2e%2e/registry.key', ''])
      await server.send('GET', releaseFilePath(id, april, other)).expect(404)
    await server.send('GET', releaseZipPath(id, '2026-03')).expect(404)
  })
})

describe('what is said under a pseudonym', () => {
  test('is logged nowhere, not even that it was', async () => {
    const study = await published()
    const before = server.logged.length
    const keys = await someone(study)
    const consent = await given(study, keys, Date.UTC(2026, 3, 2))
    const token = await tokenFor(study)
    await register(consent.jws, token).expect(200)
    await contribute(study, { keys, consent })
    await withdraw((await stop(study, { keys, consent })).jws).expect(200)
    await register('bm8.bm8.bm8').expect(400)
    const log = server.logged.slice(before).join('')
    expect(log).toContain('/api/studies/join')
    for (const secret of [
      '/api/research',
      keys.pseudonym,
      study.hash,
      study.definition.id,
      token,
      consent.jws,
    ])
      expect(log).not.toContain(secret)
  })

  test('is taken from a page that has no session, or another vault’s', async () => {
    const study = await published()
    const who = await volunteer(study)
    const body = await bodyOf(study, who.keys, await sealed(study, who))
    const owner = await server.owner()
    await owner.send('POST', contract.contribute.path).set(vaultHeader, 'x').send(body).expect(200)
    await deliver(body).expect(200)
  })
})
