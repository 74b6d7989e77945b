import { afterAll, describe, expect, test } from 'vitest'
import { publishStudy } from '../../../server/services/publishing.ts'
import { contract } from '../../../shared/api/contract.ts'
import { zonesPath } from '../../../shared/api/research-contract.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import { openCountersignature } from '../../../shared/research/countersignature.ts'
import { toHex } from '../../../shared/vault/bytes.ts'
import { registryKeys, testStudy, zonesFile } from '../../support/study.ts'
import { dayMs, given, now, researchOn, someone } from '../research-people.ts'
import { filesHolding } from '../store/directory.ts'
import { startTestServer } from '../test-server.ts'

const server = await startTestServer()
afterAll(() => server.close())
const { published, tokenFor, register, volunteer, contribute } = researchOn(server)

describe('studies', () => {
  test('are listed for anyone, newest first, with who reviewed them', async () => {
    const [first, second] = [await published(), await published()]
    const { studies } = (await server.send('GET', contract.studies.path).expect(200)).body
    expect(studies.slice(0, 2)).toEqual(
      [second, first].map(({ jws }) => ({
        ...{ jws, state: 'open' },
        ...{ publishedDay: '2026-01-01', reviewer: 'Ada Example' },
      })),
    )
  })

  test('have their zones at an address that may be kept for good, by their version', async () => {
    const { id } = (await published()).definition
    const answer = await server.send('GET', zonesPath(id, 1)).responseType('blob').expect(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/geo+json',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    })
    expect([...answer.body]).toEqual([...zonesFile])
    const again = server.send('GET', zonesPath(id, 1)).set('if-none-match', answer.headers['etag']!)
    await again.expect(304)
    await server.send('GET', zonesPath(id, 2)).expect(404)
    await server.send('GET', zonesPath('no-such-study', 1)).expect(404)
    await server.send('DELETE', zonesPath(id, 1)).expect(405)
  })

  test('are not published under another registry, with other zones, or by nobody', async () => {
    const study = await testStudy({ id: 'foreign-registry' })
    const own = await testStudy({
      id: 'own-registry',
      keys: { ...study.definition.keys, registry: toHex(server.registry.publicKey) },
    })
    const about = { zones: zonesFile, reviewer: 'Ada Example', day: '2026-01-01' }
    const wrong = [
      { ...about, jws: study.jws },
      { ...about, jws: own.jws, zones: zonesFile.slice(1) },
      { ...about, jws: own.jws, reviewer: ' ' },
      { ...about, jws: `${own.jws.slice(0, -4)}AAAA` },
    ]
    for (const each of wrong)
      await expect(publishStudy(server.research, server.registry, each)).rejects.toMatchObject({
        code: 'bad-request',
      })
  })
})

describe('joining', () => {
  test('gives one token per account, again only while its answer may have been lost', async () => {
    const { id } = (await published()).definition
    const owner = await server.owner()
    const join = () => owner.send('POST', contract.joinStudy.path).send({ study: id })
    const { token } = (await join().expect(200)).body
    expect((await join().expect(200)).body.token).toBe(token)
    server.clock.nowMs += 3_600_000
    await join().expect(409)
    expect(
      (await (await server.owner()).send('POST', contract.joinStudy.path).send({ study: id })).status,
    ).toBe(200)
  })

  test('is for studies that there are, while they are open', async () => {
    const { id } = (await published()).definition
    const owner = await server.owner()
    const join = (study: string) => owner.send('POST', contract.joinStudy.path).send({ study })
    await join('no-such-study').expect(404)
    await server.research.closeStudy(id)
    await join(id).expect(409)
  })

  test('leaves nothing in the journal, and nothing on disk beside the token', async () => {
    const { id } = (await published()).definition
    const owner = await server.owner()
    const { body } = await owner.send('POST', contract.joinStudy.path).send({ study: id }).expect(200)
    const { entries } = (await owner.send('GET', contract.journal.path).expect(200)).body
    expect(JSON.stringify(entries)).not.toContain(id)
    expect(filesHolding(server.directory, Buffer.from(body.token))).toEqual([])
  })
})

describe('a consent', () => {
  test('is countersigned with the key that the study names, the same when it is sent again', async () => {
    const study = await published()
    const keys = await someone(study)
    const consent = await given(study, keys, now)
    const token = await tokenFor(study)
    const { countersignature } = (await register(consent.jws, token).expect(200)).body
    expect(await openCountersignature(study, consent.hash, countersignature)).toEqual({
      schema: 'sillage/countersignature@1',
      consentHash: consent.hash,
      receivedAt: '2026-05-10',
      state: 'active',
    })
    for (const again of [undefined, token, 'x'])
      expect((await register(consent.jws, again).expect(200)).body).toEqual({ countersignature })
    expect(
      await server.research.consents({ study: study.definition.id, pseudonym: keys.pseudonym }),
    ).toHaveLength(1)
  })

  test('needs a token that nobody has used, of this study', async () => {
    const study = await published()
    const used = await tokenFor(study)
    await register((await given(study, await someone(study), now)).jws, used).expect(200)
    const consent = await given(study, await someone(study), now)
    for (const token of [undefined, used, await tokenFor(await published()), 'x'.repeat(43)])
      await register(consent.jws, token).expect(403)
    await register(consent.jws, await tokenFor(study)).expect(200)
  })

  test('that is forged, expired, of tomorrow, or of no study here is refused and uses up no token', async () => {
    const study = await published()
    const keys = await someone(study)
    const token = await tokenFor(study)
    const good = await given(study, keys, now)
    const [head, payload, signature] = good.jws.split('.') as [string, string, string]
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const changed = Buffer.from(JSON.stringify({ ...said, pseudonym: '0'.repeat(32) })).toString('base64url')
    const wrong: [string, number][] = [
      [[head, changed, signature].join('.'), 400],
      [(await given(study, keys, Date.UTC(2025, 4, 9))).jws, 400],
      [(await given(study, keys, now + 2 * dayMs)).jws, 400],
      [(await given(await testStudy(), keys, now)).jws, 404],
      [(await signConsent(study, keys, { event: 'refused', atMs: now, previous: null })).jws, 400],
      [(await signConsent(study, keys, { event: 'withdrawn', atMs: now, previous: null })).jws, 400],
      ['bm8.bm8.bm8', 400],
    ]
    for (const [jws, status] of wrong) expect((await register(jws, token)).status).toBe(status)
    await register(good.jws, token).expect(200)
  })

  test('is asked for no more when the study is closed, or there is a newer version', async () => {
    const [old, closed] = [await published(), await published()]
    const { id, keys } = old.definition
    const consents = await Promise.all(
      [old, closed].map(async (study) => ({
        token: await tokenFor(study),
        ...(await given(study, await someone(study), now)),
      })),
    )
    await server.research.closeStudy(closed.definition.id)
    await published({ id, keys, version: 2 })
    for (const { jws, token } of consents) await register(jws, token).expect(409)
  })

  test('follows what the person said last, under the same key, to every version', async () => {
    const study = await published()
    const who = await volunteer(study)
    const chain = (previous: string | null, of = study) => given(of, who.keys, now, previous)
    await register((await chain(null)).jws).expect(409)
    await register((await chain('f'.repeat(64))).jws).expect(409)
    const renewed = await chain(who.consent.hash)
    await register(renewed.jws).expect(200)
    const thief = { ...(await someone(study)), pseudonym: who.keys.pseudonym }
    await register((await given(study, thief, now, renewed.hash)).jws).expect(403)
    const { id, keys } = study.definition
    const next = await published({ id, keys, version: 2 })
    await register((await chain(renewed.hash, next)).jws).expect(200)
    // What was agreed to now is the new version alone.
    expect((await contribute(study, { ...who, consent: renewed })).answer.status).toBe(403)
  })
})

test('a registry of another server does not countersign for this one', async () => {
  const study = await published()
  const who = await volunteer(study)
  const person = { study: study.definition.id, pseudonym: who.keys.pseudonym }
  const [{ countersignature } = { countersignature: '' }] = await server.research.consents(person)
  const other = await testStudy({
    keys: { ...study.definition.keys, registry: toHex(registryKeys.publicKey) },
  })
  await expect(openCountersignature(other, who.consent.hash, countersignature)).rejects.toMatchObject({
    code: 'bad-request',
  })
})
