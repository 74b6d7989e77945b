/** An archive gives back what went in, or is refused. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Edit } from '../../../shared/analysis/edits/registry.ts'
import { Refusal } from '../../../shared/api/refusal.ts'
import { fingerprint, isOwnArchive, readArchive, writeArchive } from '../../../shared/archive/archive.ts'
import type { ArchiveFaultCode } from '../../../shared/archive/fault.ts'
import { ArchiveFault } from '../../../shared/archive/fault.ts'
import { restoreArchive } from '../../../shared/archive/restore.ts'
import { listZip, packFile, unpackFile, writeZip } from '../../../shared/archive/zip.ts'
import { pick, TraceBuilder } from '../../../shared/trace/trace.ts'
import { fromUtf8, toHex, utf8 } from '../../../shared/vault/bytes.ts'
import { MemoryVaultStore } from '../../../shared/vault/memory-store.ts'
import type { RecordName } from '../../../shared/vault/records.ts'
import { decodeJson, encodeJson } from '../../../shared/vault/records.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { VaultChange } from '../../../shared/vault/store.ts'
import type { MemoryVault } from './any-vault.ts'
import { anyFilling, day, emptyVault, filledVault, dayFilling as filling, made } from './any-vault.ts'

let sodium: Sodium
let vault: MemoryVault
let archive: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  sodium = await ready()
  vault = await filledVault(1, filling)
  archive = await vault.archive()
})

const restore = async (into: MemoryVault, bytes: Uint8Array) =>
  restoreArchive(into.context, await readArchive(sodium, bytes))

async function refusal(bytes: Uint8Array): Promise<ArchiveFaultCode> {
  try {
    await readArchive(sodium, bytes)
  } catch (error) {
    if (error instanceof ArchiveFault) return error.code
    throw error
  }
  throw new Error('the archive was read')
}

test('an empty vault becomes what the archive holds, and its own archive holds the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyFilling, async (any) => {
      const [from, to] = [await filledVault(1, any), await emptyVault(2)]
      const bytes = await from.archive()
      await restore(to, bytes)
      expect(await to.plaintext()).toEqual(await from.plaintext())
      const files = (archived: Uint8Array) =>
        listZip(archived)
          .filter(({ name }) => name.startsWith('records/'))
          .map((file) => [file.name, fromUtf8(unpackFile(file))])
      expect(files(await to.archive())).toEqual(files(bytes))
    }),
    { numRuns: 30 },
  )
})

describe('a vault that holds something', () => {
  test('ends as if all fixes had come in by themselves, whichever it had', async () => {
    const whole = await (await filledVault(1, filling)).plaintext()
    const had = fc.array(fc.constantFrom('vault', 'archive', 'both'), {
      minLength: day.length,
      maxLength: day.length,
    })
    await fc.assert(
      fc.asyncProperty(had, async (where) => {
        const part = (who: string) =>
          pick(
            day,
            where.flatMap((place, i) => (place === who || place === 'both' ? [i] : [])),
          )
        const into = await filledVault(1, { ...filling, imported: part('vault') })
        const from = await filledVault(2, { ...filling, imported: part('archive') })
        const { fixes } = await restore(into, await from.archive())
        expect(fixes).toBe(where.filter((place) => place === 'archive').length)
        expect(await into.plaintext()).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  test('is left as it is by its own archive, and by one that it has taken in', async () => {
    for (const into of [vault, await emptyVault(2)]) {
      await restore(into, archive)
      const { head } = await into.records()
      expect(await restore(into, archive)).toEqual({ fixes: 0, edits: 0 })
      expect((await into.records()).head).toEqual(head)
    }
  })

  test('keeps its settings and edits, gains those that it lacks, and stays blind', async () => {
    const said = { start: made, end: made, editedAt: made, kind: 'name' as const }
    const own = { id: 'a', ...said, name: 'own' }
    const from = await filledVault(1, {
      ...filling,
      edits: [
        { ...own, name: 'other' },
        { ...own, id: 'b' },
      ],
      settings: { blindMode: false, theme: 'dark', language: 'fr', deviceNames: { x: 'theirs', y: 'new' } },
    })
    const settings = { blindMode: true, theme: 'light', deviceNames: { x: 'own' } }
    const into = await filledVault(2, { ...filling, edits: [own], settings })
    expect(await restore(into, await from.archive())).toEqual({ fixes: 0, edits: 1 })
    const plaintext = await into.plaintext()
    expect(decodeJson(plaintext.get('edits/all')!)).toEqual([own, { ...own, id: 'b' }])
    expect(decodeJson(plaintext.get('settings/all')!)).toEqual({
      ...{ blindMode: true, theme: 'light', language: 'fr' },
      deviceNames: { x: 'own', y: 'new' },
    })
  })
})

test('what was undone, here or in the archive, stays undone, and an archive without a word of that is taken in', async () => {
  const edit = (id: string): Edit => ({
    ...{ id, start: made, end: made, editedAt: made },
    ...{ kind: 'name', name: id },
  })
  const from = await filledVault(1, { ...filling, edits: [edit('a'), edit('b')], takenBack: ['c'] })
  const into = await filledVault(2, { ...filling, edits: [edit('c'), edit('d')], takenBack: ['a'] })
  expect(await restore(into, await from.archive())).toEqual({ fixes: 0, edits: 1 })
  const { head } = await into.records()
  const older = new Map(await from.plaintext())
  older.delete('edits/taken-back')
  await restore(into, await writeArchive(sodium, from.keys, { records: older, journal: [], made }))
  expect((await into.records()).head).toEqual(head)
  const held = await into.plaintext()
  expect(decodeJson(held.get('edits/all')!)).toEqual([edit('d'), edit('b')])
  expect(new Set(decodeJson(held.get('edits/taken-back')!) as string[])).toEqual(new Set(['a', 'c']))
})

test('what was said of places comes in beside what this vault’s owner says, each once', async () => {
  const said = { spot: { lat: 46.1, lon: -1.2 }, editedAt: made, kind: 'name' as const }
  const own = { id: 'a', ...said, name: 'own' }
  const secret = { ...said, id: 'b', kind: 'private' as const, veil: { northM: 3, eastM: -4 } }
  const from = await filledVault(1, { ...filling, placeEdits: [{ ...own, name: 'other' }, secret] })
  for (const [had, added] of [
    [[own], 1],
    [[], 2],
  ] as const) {
    const into = await filledVault(2, { ...filling, placeEdits: had })
    expect(await restore(into, await from.archive())).toEqual({ fixes: 0, edits: added })
    const edits = decodeJson((await into.plaintext()).get('edits/places')!)
    expect(edits).toEqual([had.length > 0 ? own : { ...own, name: 'other' }, secret])
  }
})

/** A connection that is lost at the second change. */
class LostStore extends MemoryVaultStore {
  isLost = true
  #changes = 0
  override async commit(change: VaultChange): Promise<void> {
    if (this.isLost && ++this.#changes > 1) throw new Refusal('unavailable', 'The connection is lost.')
    await super.commit(change)
  }
}

test('what was broken off is completed by doing it again', async () => {
  const builder = new TraceBuilder()
  for (const i of Array(1200).keys())
    builder.add({ timeMs: Date.UTC(2020, 0, 1 + i), latDeg: 46 + (i % 7) / 100, lonDeg: -1 })
  const from = await filledVault(1, { ...filling, imported: builder.build() })
  const store = new LostStore()
  const into = await emptyVault(2, store)
  const bytes = await from.archive()
  await expect(restore(into, bytes)).rejects.toMatchObject({ code: 'unavailable' })
  const partial = (await into.records()).names('raw/').length
  expect(partial).toBeGreaterThan(0)
  expect(partial).toBeLessThan(1200)
  store.isLost = false
  await restore(into, bytes)
  expect(await into.plaintext()).toEqual(await from.plaintext())
})

test('an empty vault takes trips as they were computed then', async () => {
  const name: RecordName = 'trips/2026-05'
  const chunk = decodeJson((await vault.plaintext()).get(name)!) as { trips: { distanceM: number }[] }
  const old = { ...chunk, trips: chunk.trips.map((trip) => ({ ...trip, distanceM: 1234 })) }
  const records = new Map([...(await vault.plaintext()), [name, encodeJson(old)]])
  const into = await emptyVault(2)
  await restore(into, await writeArchive(sodium, vault.keys, { records, journal: [], made }))
  expect(old.trips.length).toBeGreaterThan(0)
  expect(decodeJson((await into.plaintext()).get(name)!)).toEqual(old)
})

describe('refused, whoever signed it, is', () => {
  test('an archive of which any byte is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = archive.slice()
        changed[at]! ^= mask
        expect(await refusal(changed)).toMatch(/^archive-/)
      }),
      { numRuns: 400 },
    )
  })

  test('an archive whose every byte of order, at its end, is another', async () => {
    const files = listZip(archive)
    const tail = writeZip(files.slice(-2)).length + 2000
    for (let at = Math.max(0, archive.length - tail); at < archive.length; at++) {
      const changed = archive.slice()
      changed[at]! ^= 1
      expect(await refusal(changed), `byte ${at}`).toMatch(/^archive-(damaged|version|unknown)$/)
    }
  })

  test('an archive that is cut short or has something behind it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), async (length) => {
        expect(await refusal(archive.subarray(0, length))).toMatch(/^archive-(damaged|unknown)$/)
      }),
    )
    expect(await refusal(new Uint8Array([...archive, 0]))).toBe('archive-damaged')
  })

  test('an archive whose files were changed and packed again', async () => {
    const files = listZip(archive).map((file) => {
      const text = fromUtf8(unpackFile(file))
      return file.name === 'records/settings/all.json'
        ? packFile(file.name, utf8(text.replace('"blindMode":false', '"blindMode":null')))
        : file
    })
    expect(await refusal(writeZip(files))).toBe('archive-damaged')
  })

  test('an archive signed by another vault in the name of this one', async () => {
    const other = await emptyVault(3)
    const keys = {
      ...other.keys,
      identity: { ...other.keys.identity, publicKey: vault.keys.identity.publicKey },
    }
    const records = await vault.plaintext()
    expect(await refusal(await writeArchive(sodium, keys, { records, journal: [], made }))).toBe(
      'archive-damaged',
    )
  })

  test('a file that is something else', async () => {
    for (const bytes of [new Uint8Array(), utf8('t,lat,lon\n'), writeZip([packFile('a.txt', utf8('a'))])])
      expect(await refusal(bytes)).toBe('archive-unknown')
  })

  test('a later version, by its manifest or by a record', async () => {
    const files = listZip(archive)
    const text = fromUtf8(unpackFile(files.at(-2)!)).replace('sillage/archive@1', 'sillage/archive@2')
    const statement = utf8(`sillage/archive/1\n${text}`)
    const signature = toHex(sodium.crypto_sign_detached(statement, vault.keys.identity.privateKey))
    const last = [packFile('manifest.json', utf8(text)), packFile('manifest.sig', utf8(`${signature}\n`))]
    expect(await refusal(writeZip([...files.slice(0, -2), ...last]))).toBe('archive-version')
    expect(await signed('trips/2026-05', { schema: 'sillage/trips@2', stays: [], trips: [] })).toBe(
      'archive-version',
    )
  })

  const signed = async (name: RecordName, value: unknown) =>
    refusal(
      await writeArchive(sodium, vault.keys, {
        records: new Map([[name, encodeJson(value)]]),
        journal: [],
        made,
      }),
    )

  test('an archive that is whole and makes no sense', async () => {
    const edit = { id: 'a', kind: 'mode', mode: 'bus', start: made, end: made, editedAt: made }
    expect(await signed('edits/all', [{ ...edit, kind: 'teleport' }])).toBe('archive-damaged')
    expect(await signed('edits/all', [edit, edit])).toBe('archive-damaged')
    expect(await signed('edits/all', [{ ...edit, start: 'then' }])).toBe('archive-damaged')
    expect(await signed('edits/taken-back', ['a', 'a'])).toBe('archive-damaged')
    expect(await signed('edits/taken-back', [{ id: 'a' }])).toBe('archive-damaged')
    const secret = { id: 'a', kind: 'private', spot: { lat: 46, lon: -1 }, editedAt: made, veil: null }
    for (const senseless of [
      { kind: 'haunted' },
      { spot: { lat: 91, lon: 0 } },
      { veil: { northM: 900, eastM: 0 } },
    ])
      expect(await signed('edits/places', [{ ...secret, ...senseless }])).toBe('archive-damaged')
    expect(await signed('settings/all', { theme: 'plaid' })).toBe('archive-damaged')
    const chunk = decodeJson((await vault.plaintext()).get('trips/2026-05')!) as { trips: object[] }
    expect(await signed('trips/2026-06', chunk)).toBe('archive-damaged')
    const elsewhere = { ...chunk, trips: chunk.trips.map((trip) => ({ ...trip, timeZone: 'Mars/North' })) }
    expect(await signed('trips/2026-05', elsewhere)).toBe('archive-damaged')
  })
})

test('an owner tells their own archive from others', async () => {
  const read = await readArchive(sodium, archive)
  expect(isOwnArchive(read, vault.keys)).toBe(true)
  expect(isOwnArchive(read, (await emptyVault(2)).keys)).toBe(false)
  expect(await fingerprint(vault.keys.identity.publicKey)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
})
