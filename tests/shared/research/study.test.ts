/** A study is what was signed, or it is refused. */
import { expect, test } from 'vitest'
import { signJws } from '../../../shared/research/jws.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { checkDefinition, openStudy, signStudy } from '../../../shared/research/study.ts'
import { fromUtf8, utf8 } from '../../../shared/vault/bytes.ts'
import { allTables, registryKeys, signingKeys, testDefinition } from '../../support/study.ts'

const definition = await testDefinition()

test('a signed study is read back, and its hash is the SHA-256 of the signed bytes', async () => {
  const jws = await signStudy(definition, signingKeys)
  const study = await openStudy(jws)
  expect(study.definition).toEqual(definition)
  const payload = Uint8Array.from(atob(jws.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  )
  expect(JSON.parse(fromUtf8(payload))).toEqual(definition)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', payload))
  expect(study.hash).toBe(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''))
})

test('a study that was changed after signing is refused', async () => {
  const [header, , signature] = (await signStudy(definition, signingKeys)).split('.')
  const cheaper = btoa(
    String.fromCharCode(...utf8(JSON.stringify({ ...definition, epsilonTotalMilli: 99_000 }))),
  )
  const changed = [header, cheaper.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), signature]
  await expect(openStudy(changed.join('.'))).rejects.toMatchObject({ code: 'bad-request' })
})

test('a study signed by another key than it names, or as another statement, is refused', async () => {
  await expect(signStudy(definition, registryKeys)).rejects.toMatchObject({ code: 'bad-request' })
  const payload = utf8(JSON.stringify(definition))
  for (const jws of [
    await signJws('study', payload, registryKeys),
    await signJws('consent', payload, signingKeys),
    'no.jws.here',
    'nothing',
  ])
    await expect(openStudy(jws)).rejects.toMatchObject({ code: 'bad-request' })
})

const [participants, ...others] = allTables
test.each<[string, Partial<StudyDefinition>]>([
  ['without its participants', { tables: others }],
  ['that asks for a table twice', { tables: [participants!, ...others.slice(0, 1), ...others.slice(0, 1)] }],
  ['with totals that have no clip', { tables: [participants!, { id: 'total-km', epsilonMilli: 100 }] }],
  ['with flows that have no pairs', { tables: [participants!, { id: 'flows', epsilonMilli: 100 }] }],
  ['that may show fewer than ten people', { k: 9 }],
  ['of fewer than fifty people', { minParticipants: 49 }],
  ['whose month costs more than its whole', { epsilonTotalMilli: 1_499 }],
  ['whose text clears the screen of who reviews it', { storedIn: 'France\u001b[2J\u001b[H' }],
  ['whose text has a second line', { title: { en: 'One\nTwo', fr: 'Un' } }],
  ['whose text is turned around', { recipients: { en: 'The \u202eetats', fr: 'L’État' } }],
  [
    'whose controller hides behind a carriage return',
    { controller: { ...definition.controller, name: 'Spy\rCity' } },
  ],
  ['that ends before it starts', { months: { first: '2026-02', last: '2026-01' } }],
])('a study %s is refused', (_what, changes) => {
  expect(() => checkDefinition({ ...definition, ...changes })).toThrow(/does not hold/)
})
