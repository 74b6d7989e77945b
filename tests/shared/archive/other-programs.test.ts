/** An archive as programs see it that know nothing of Sillage. */
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromHex, fromUtf8, toHex, utf8 } from '../../../shared/vault/bytes.ts'
import { day, dayFilling, filledVault } from './any-vault.ts'

let archive: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  archive = await (await filledVault(1, dayFilling)).archive()
})

describe('other programs', () => {
  test('unpack the archive, and find each file as the manifest says and the manifest signed', async () => {
    const files = unzipSync(archive)
    const manifest = JSON.parse(fromUtf8(files['manifest.json']!))
    const listed = manifest.files.map(({ name }: { name: string }) => name)
    expect(Object.keys(files)).toEqual([...listed, 'manifest.json', 'manifest.sig'])
    for (const { name, bytes, sha256 } of manifest.files) {
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(files[name]!))
      expect([files[name]!.length, toHex(new Uint8Array(digest))]).toEqual([bytes, sha256])
    }
    const key = await crypto.subtle.importKey(
      'raw',
      new Uint8Array(fromHex(manifest.identity)),
      'Ed25519',
      false,
      ['verify'],
    )
    const signature = new Uint8Array(fromHex(fromUtf8(files['manifest.sig']!).trim()))
    const signed = new Uint8Array([...utf8('sillage/archive/1\n'), ...files['manifest.json']!])
    expect(await crypto.subtle.verify('Ed25519', key, signature, signed)).toBe(true)
  })

  test('find the fixes as columns, in degrees and metres', async () => {
    const file = unzipSync(archive)['records/raw/2026-05-04/import.json']!
    const fixes = JSON.parse(fromUtf8(file))
    expect(fixes).toMatchObject({ schema: 'sillage/fixes@1', day: '2026-05-04', source: 'import' })
    expect(fixes.timeMs).toEqual([...day.timeMs])
    expect(fixes.latDeg).toEqual([...day.latDeg])
  })
})
