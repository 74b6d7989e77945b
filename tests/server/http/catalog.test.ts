import { afterAll, describe, expect, test } from 'vitest'
import { zipOf } from '../../../scripts/release/zip.ts'
import { importRelease } from '../../../server/services/publishing.ts'
import { catalogPath, releaseFilePath } from '../../../shared/api/research-contract.ts'
import type { PackageFiles } from '../../../shared/research/package/given.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { signedPackage, testRelease } from '../../support/release.ts'
import { april, researchOn } from '../research-people.ts'
import { startTestServer } from '../test-server.ts'

const origin = 'https://sillage.example'
const server = await startTestServer({
  settings: { origin, trustProxy: 0, publisher: 'Example Agglomeration' },
})
afterAll(() => server.close())
const { published } = researchOn(server)

/** A study on this server with a release of April. */
async function released(changes: Partial<StudyDefinition> = {}) {
  const study = await published(changes)
  const { id, keys } = study.definition
  const release = await testRelease({ month: april, study: { ...changes, id, keys } })
  const files = await signedPackage(release)
  return { study, files, take: () => importRelease(server.research, study, files, zipOf(files)) }
}

const catalog = () => server.send('GET', catalogPath)

describe('the open-data catalogue', () => {
  test('is there before anything is released', async () => {
    const { text, headers } = await catalog().expect(200)
    expect(headers).toMatchObject({
      'content-type': 'application/ld+json',
      'access-control-allow-origin': '*',
    })
    expect(JSON.parse(text)).toMatchObject({
      '@type': 'dcat:Catalog',
      'dct:publisher': { 'foaf:name': 'Example Agglomeration' },
      'dcat:dataset': [],
    })
  })

  test('lists releases of public studies alone, with addresses where their files are', async () => {
    const [open, closed] = [await released(), await released({ isPublic: false })]
    const before = await catalog()
    expect(await open.take()).toBe(april)
    await closed.take()
    const after = await catalog().expect(200)
    expect(after.headers['etag']).not.toBe(before.headers['etag'])
    await catalog().set('if-none-match', String(after.headers['etag'])).expect(304)
    expect(after.text).not.toContain(closed.study.definition.id)
    const { id } = open.study.definition
    const url = releaseFilePath(id, april, 'data/split-km.csv')
    expect(after.text).toContain(origin + url)
    const { body } = await server.send('GET', url).responseType('blob').expect(200)
    expect([...body]).toEqual([...open.files.get('data/split-km.csv')!])
  })
})

test('a release of a study that is not published here, or of other words, is not taken', async () => {
  const { study, files } = await released()
  const foreign = await testRelease({ month: april })
  const theirs = await signedPackage(foreign)
  const take = (of: typeof study, what: PackageFiles) =>
    importRelease(server.research, of, what, new Uint8Array())
  await expect(take(foreign.study, theirs)).rejects.toMatchObject({ code: 'not-found' })
  const more = new Map([...files, ['more.txt', new Uint8Array()]])
  for (const wrong of [theirs, more, new Map()])
    await expect(take(study, wrong)).rejects.toMatchObject({ code: 'bad-request' })
})
