/** What a server can tell of a contribution without opening it: its length, and who delivers it. */
import { expect, test } from 'vitest'
import type { Vectors } from '../../../shared/research/contribution.ts'
import { emptyVector, sealContribution, sealedLength } from '../../../shared/research/contribution.ts'
import { checkDelivery, signDelivery } from '../../../shared/research/delivery.ts'
import { signJws } from '../../../shared/research/jws.ts'
import { openStudy } from '../../../shared/research/study.ts'
import { toHex, utf8 } from '../../../shared/vault/bytes.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { agreed, allTables, personKeys, testStudy } from '../../support/study.ts'

const sodium = await ready()
const month = '2026-01'

test('every contribution to a study has the length that its definition gives', async () => {
  for (let count = 2; count <= allTables.length; count++) {
    const study = await testStudy({ tables: allTables.slice(0, count) })
    const keys = await personKeys(study, count)
    const consent = await agreed(study, keys)
    const { tables } = study.definition
    const some = Object.fromEntries(tables.map((each) => [each.id, emptyVector(each)])) as Vectors
    const full = Object.fromEntries(tables.map((each) => [each.id, emptyVector(each).map(() => 1000)]))
    for (const vectors of [some, full]) {
      const { sealed } = await sealContribution(sodium, { study, keys, consent, month, vectors })
      expect(sealed.length).toBe(sealedLength(study.definition))
    }
  }
})

test('a delivery holds for its study, month, bytes and person alone', async () => {
  const study = await testStudy()
  const [ada, eve] = [await personKeys(study, 1), await personKeys(study, 2)]
  const sealed = new Uint8Array([1, 2, 3])
  const proof = await signDelivery(ada, study.hash, { month, sealed })
  const key = toHex(ada.publicKey)
  await checkDelivery(proof, key, study.hash, { month, sealed })
  const check = (publicKey: string, studyHash: string, of: Parameters<typeof checkDelivery>[3]) =>
    expect(checkDelivery(proof, publicKey, studyHash, of)).rejects.toMatchObject({ code: 'bad-request' })
  await check(toHex(eve.publicKey), study.hash, { month, sealed })
  await check(key, '0'.repeat(64), { month, sealed })
  await check(key, study.hash, { month: '2026-02', sealed })
  await check(key, study.hash, { month, sealed: new Uint8Array([1, 2, 4]) })
})

test('what a stranger signs is refused, whatever it is, and is no fault', async () => {
  const study = await testStudy()
  const keys = await personKeys(study, 1)
  const sealed = new Uint8Array([1])
  for (const text of ['', 'NaN', 'null', '[]', '{"month":', '\u0000']) {
    const proof = await signJws('delivery', utf8(text), keys)
    const check = checkDelivery(proof, toHex(keys.publicKey), study.hash, { month, sealed })
    await expect(check).rejects.toMatchObject({ code: 'bad-request' })
  }
  for (const jws of ['', 'a', 'a.b.c', '..', 'a.@.c', 'YQ.YQ.YQ'])
    await expect(openStudy(jws)).rejects.toMatchObject({ code: 'bad-request' })
})
