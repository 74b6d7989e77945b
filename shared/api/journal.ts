/** The access journal's chain: each entry's hash covers the one before, so that no entry can be changed or left out unseen. */
import type { ReplyOf } from './contract.ts'

export type JournalEntry = ReplyOf<'journal'>['entries'][number]

/** What an entry says, without its place in the chain. */
export type JournalStatement = Omit<JournalEntry, 'hash' | 'previousHash'>

/** The hash that the first entry stands on: 32 zero bytes. */
export const journalStart: Uint8Array = new Uint8Array(32)

/** The bytes whose SHA-256 is the entry's hash: the previous hash, then JSON with sorted keys and no white space. */
export function journalBytes(entry: JournalStatement, previousHash: Uint8Array): Uint8Array<ArrayBuffer> {
  const { at, event, number, subject } = entry
  const json = new TextEncoder().encode(JSON.stringify({ at, event, number, subject }))
  const bytes = new Uint8Array(previousHash.length + json.length)
  bytes.set(previousHash)
  bytes.set(json, previousHash.length)
  return bytes
}

/** Whether the entries, oldest first, are one unbroken chain; `sha256` is the runtime's own. */
export async function isJournalIntact(
  entries: readonly JournalEntry[],
  sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<boolean> {
  let previous: JournalEntry | undefined
  for (const entry of entries) {
    const expectedHash = previous?.hash ?? (entry.number === 1 ? journalStart : entry.previousHash)
    if (previous !== undefined && entry.number !== previous.number + 1) return false
    if (!sameBytes(entry.previousHash, expectedHash)) return false
    if (!sameBytes(entry.hash, await sha256(journalBytes(entry, entry.previousHash)))) return false
    previous = entry
  }
  return true
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
