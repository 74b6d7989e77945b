/** A package that is not what was signed is refused, and what is wrong with it is named. */
import { beforeAll, describe, expect, test } from 'vitest'
import { signJws } from '../../../../shared/research/jws.ts'
import type { PackageFiles } from '../../../../shared/research/package/given.ts'
import { packageFiles } from '../../../../shared/research/package/package.ts'
import { signPackage, sumsOf } from '../../../../shared/research/package/sums.ts'
import { verifyPackage } from '../../../../shared/research/package/verify.ts'
import { utf8 } from '../../../../shared/vault/bytes.ts'
import type { TestRelease } from '../../../support/release.ts'
import { signedPackage, testRelease } from '../../../support/release.ts'
import { registryKeys, signingKeys, testStudy } from '../../../support/study.ts'

let made: TestRelease
let files: PackageFiles
beforeAll(async () => {
  made = await testRelease()
  files = await signedPackage(made)
})

const without = (path: string) => new Map([...files].filter(([each]) => each !== path))
const withFile = (path: string, bytes: Uint8Array) => new Map([...files, [path, bytes]])
const check = async (changed: PackageFiles) => await verifyPackage(changed, made.study)

test('what was signed holds', async () => {
  expect(await check(files)).toEqual([])
})

test('the order in which files arrive does not matter', async () => {
  expect(await check(new Map([...files].reverse()))).toEqual([])
})

test('a changed byte in any file is named', async () => {
  for (const [path, bytes] of files) {
    const changed = Uint8Array.from(bytes)
    changed[Math.floor(bytes.length / 2)]! ^= 1
    const faults = await check(withFile(path, changed))
    if (path === 'SHA256SUMS.jws') expect(faults).toEqual([{ kind: 'signature' }])
    else if (path === 'SHA256SUMS') expect(faults[0]).toEqual({ kind: 'signature' })
    else expect(faults).toContainEqual({ kind: 'changed', path })
  }
})

test('a missing file is named, whichever it is', async () => {
  for (const path of files.keys()) {
    const faults = await check(without(path))
    if (path === 'SHA256SUMS.jws') expect(faults).toEqual([{ kind: 'unsigned' }])
    else if (path === 'SHA256SUMS') expect(faults).toEqual([{ kind: 'signature' }, { kind: 'sums' }])
    else expect(faults).toEqual([{ kind: 'missing', path }])
  }
})

test('a file more is named', async () => {
  expect(await check(withFile('data/people.csv', utf8('who\r\n')))).toEqual([
    { kind: 'extra', path: 'data/people.csv' },
  ])
})

describe('a signature is refused', () => {
  test('of another study’s key', async () => {
    const packed = await packageFiles(made.given)
    expect(await check(await signPackage(packed, registryKeys))).toEqual([{ kind: 'signature' }])
  })

  test('over the sums of another month, with the files of this', async () => {
    const other = await signedPackage(await testRelease({ month: '2026-06' }))
    expect(await check(withFile('SHA256SUMS.jws', other.get('SHA256SUMS.jws')!))).toEqual([
      { kind: 'signature' },
    ])
  })

  test('of another statement by the right key', async () => {
    const jws = await signJws('consent', files.get('SHA256SUMS')!, signingKeys)
    expect(await check(withFile('SHA256SUMS.jws', utf8(jws)))).toEqual([{ kind: 'signature' }])
  })

  test('that is none', async () => {
    for (const text of ['', 'a.b.c', '{}'])
      expect(await check(withFile('SHA256SUMS.jws', utf8(text)))).toEqual([{ kind: 'signature' }])
    expect(await check(withFile('SHA256SUMS.jws', Uint8Array.of(0xff)))).toEqual([{ kind: 'signature' }])
  })
})

test('a package of another version of the study, under the same key, is told apart', async () => {
  const second = await testStudy({ version: 2 })
  expect(await verifyPackage(files, second)).toEqual([{ kind: 'study' }])
})

test('sums made anew over changed files do not help without the key', async () => {
  const forged = withFile('README.md', utf8('All is well.'))
  forged.set('SHA256SUMS', await sumsOf(forged))
  expect(await check(forged)).toEqual([{ kind: 'signature' }])
})

test('sums that are none, or name a file twice, are refused', async () => {
  const sums = new TextDecoder().decode(files.get('SHA256SUMS')!)
  for (const text of ['', 'hello\n', sums + sums])
    expect(await check(withFile('SHA256SUMS', utf8(text)))).toEqual([{ kind: 'signature' }, { kind: 'sums' }])
})
