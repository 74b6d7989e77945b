/**
 * The archive of a vault: one zip file with every record as JSON, the journal, and a manifest of all files that the
 * vault's identity signs. Described in docs/archive.md. What is read back is what was signed, byte for byte, or nothing.
 */
import type { JournalEntry } from '../api/journal.ts'
import { concat, equalBytes, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../vault/bytes.ts'
import type { VaultKeys } from '../vault/keys.ts'
import type { RecordName } from '../vault/records.ts'
import type { Sodium } from '../vault/sodium.ts'
import { ArchiveFault, damaged } from './fault.ts'
import { readMe } from './read-me.ts'
import type { FiledRecord } from './record-files.ts'
import { fileNameOf, readRecordFile, recordFile, recordNameOf } from './record-files.ts'
import type { ArchiveManifest } from './shapes.ts'
import { manifestShape } from './shapes.ts'
import type { PackedFile } from './zip.ts'
import { isWritten, lengthOf, listZip, packFile, storeFile, unpackFile, writeZip } from './zip.ts'

const readMeName = 'README.txt'
const journalName = 'journal.json'
const manifestName = 'manifest.json'
const signatureName = 'manifest.sig'

/** Largest archive that is read, bytes: some fifty million fixes. */
export const archiveLimit = 512 * 1024 * 1024
/** Most that its files may hold together, bytes. */
const contentLimit = 2 ** 31

/** What an archive is made of. */
export interface ArchiveContent {
  readonly records: ReadonlyMap<RecordName, Uint8Array>
  readonly journal: readonly JournalEntry[]
  /** ISO 8601. */
  readonly made: string
}

/** Writes and signs an archive. Throws ArchiveFault `archive-too-large` when nobody could read it back. */
export async function writeArchive(
  sodium: Sodium,
  keys: VaultKeys,
  { records, journal, made }: ArchiveContent,
): Promise<Uint8Array<ArrayBuffer>> {
  const packed: PackedFile[] = []
  const files: ArchiveManifest['files'] = []
  const add = async (name: string, content: Uint8Array): Promise<void> => {
    packed.push(packFile(name, content))
    files.push({ name, bytes: content.length, sha256: await sha256(content) })
  }
  await add(readMeName, utf8(readMe))
  for (const [name, content] of [...records].sort(([a], [b]) => (a < b ? -1 : 1)))
    await add(fileNameOf(name), recordFile(name, content))
  await add(journalName, journalFile(journal))
  const body = lengthOf(packed)
  const manifest: ArchiveManifest = {
    schema: 'sillage/archive@1',
    made,
    vault: keys.vaultId,
    identity: toHex(keys.identity.publicKey),
    body: { bytes: body, sha256: await sha256(writeZip(packed).subarray(0, body)) },
    files,
  }
  const text = utf8(`${JSON.stringify(manifest, null, 1)}\n`)
  const signature = sodium.crypto_sign_detached(statement(text), keys.identity.privateKey)
  // No signed hash is over the bytes of these two, so that they must not have another form.
  const last = [storeFile(manifestName, text), storeFile(signatureName, utf8(`${toHex(signature)}\n`))]
  const archive = writeZip([...packed, ...last])
  if (archive.length > archiveLimit)
    throw new ArchiveFault('archive-too-large', 'The vault is too large for one archive.')
  return archive
}

/** An archive that is whole and signed; by whom, its reader has to judge. */
export interface Archive {
  readonly manifest: ArchiveManifest
  readonly records: readonly FiledRecord[]
}

/** Reads an archive and checks all of it. Throws ArchiveFault. */
export async function readArchive(sodium: Sodium, bytes: Uint8Array): Promise<Archive> {
  if (bytes.length > archiveLimit)
    throw new ArchiveFault('archive-too-large', 'This file is larger than any archive that is read here.')
  const packed = listZip(bytes)
  const manifest = signedManifest(sodium, packed)
  const filed = packed.slice(0, -2)
  if (!isWritten(bytes, packed)) throw damaged('what holds the files together is not as it was written')
  if (lengthOf(filed) !== manifest.body.bytes) throw damaged('its files take another place')
  if ((await sha256(bytes.subarray(0, manifest.body.bytes))) !== manifest.body.sha256)
    throw damaged('its files are not those that were signed')
  return { manifest, records: await signedRecords(manifest, filed) }
}

/** The manifest, if the identity that it names has signed it. */
function signedManifest(sodium: Sodium, packed: readonly PackedFile[]): ArchiveManifest {
  const [manifestFile, signatureFile] = packed.slice(-2)
  if (packed[0]?.name !== readMeName || !packed.some(({ name }) => /^(?:records\/|journal)/.test(name)))
    throw new ArchiveFault('archive-unknown', 'This file is not an archive of a vault.')
  if (manifestFile?.name !== manifestName || signatureFile?.name !== signatureName)
    throw damaged('it has no manifest')
  const text = unpackFile(manifestFile)
  const manifest = parseManifest(text)
  const signature = signatureFrom(unpackFile(signatureFile))
  if (!sodium.crypto_sign_verify_detached(signature, statement(text), fromHex(manifest.identity)))
    throw damaged('its manifest was not signed by the vault that it names')
  return manifest
}

function parseManifest(text: Uint8Array): ArchiveManifest {
  const json = jsonOf(text)
  const schema = (json as { schema?: unknown } | null)?.schema
  if (typeof schema === 'string' && /^sillage\/archive@\d+$/.test(schema) && schema !== 'sillage/archive@1')
    throw new ArchiveFault('archive-version', 'This archive is of a version that is not read here.')
  const manifest = manifestShape.safeParse(json)
  if (!manifest.success) throw damaged('its manifest makes no sense')
  return manifest.data
}

async function signedRecords(
  manifest: ArchiveManifest,
  packed: readonly PackedFile[],
): Promise<FiledRecord[]> {
  const names = new Set(packed.map(({ name }) => name))
  const isListed = names.size === manifest.files.length && packed.every(isOf(manifest))
  if (!isListed || names.size !== packed.length) throw damaged('its files are not those of its manifest')
  if (packed.reduce((sum, { size }) => sum + size, 0) > contentLimit)
    throw new ArchiveFault('archive-too-large', 'The files of this archive are too large to be read here.')
  const records: FiledRecord[] = []
  for (const [n, file] of packed.entries()) {
    const content = unpackFile(file)
    if ((await sha256(content)) !== manifest.files[n]!.sha256) throw damaged('a file is not the one signed')
    const name = recordNameOf(file.name)
    if (name !== undefined) records.push(readRecordFile(name, content))
    else if (file.name !== readMeName && file.name !== journalName)
      throw new ArchiveFault('archive-version', 'This archive holds a file that is not known here.')
  }
  return records
}

const isOf =
  ({ files }: ArchiveManifest) =>
  ({ name, size }: PackedFile, n: number): boolean =>
    files[n]?.name === name && files[n].bytes === size

/** What the identity signs; the first line keeps the signature from meaning anything else. */
const statement = (manifest: Uint8Array): Uint8Array => concat(utf8('sillage/archive/1\n'), manifest)

function signatureFrom(file: Uint8Array): Uint8Array {
  const hex = /^([0-9a-f]{128})\n$/.exec(String.fromCharCode(...file.subarray(0, 200)))?.[1]
  if (hex === undefined) throw damaged('its signature is not one')
  return fromHex(hex)
}

function journalFile(entries: readonly JournalEntry[]): Uint8Array {
  const rows = entries.map(({ hash, previousHash, ...entry }) => ({
    ...entry,
    previousHash: toBase64(previousHash),
    hash: toBase64(hash),
  }))
  return utf8(`${JSON.stringify({ schema: 'sillage/journal@1', entries: rows }, null, 1)}\n`)
}

function jsonOf(text: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(text))
  } catch (cause) {
    throw damaged('its manifest is not JSON', cause)
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))
}

/** An identity as people compare it: half of the SHA-256 of its public key, as eight groups of four hex digits. */
export async function fingerprint(identity: Uint8Array): Promise<string> {
  return (await sha256(identity)).slice(0, 32).replace(/(.{4})(?=.)/g, '$1 ')
}

/** Whether the archive was signed by the vault with these keys. */
export const isOwnArchive = ({ manifest }: Archive, { vaultId, identity }: VaultKeys): boolean =>
  manifest.vault === vaultId && equalBytes(fromHex(manifest.identity), identity.publicKey)
