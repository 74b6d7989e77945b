/**
 * A certificate that its owner cycled to work on so many days of a period: this much, the vault's public identity key and
 * its signature (Ed25519), and nothing else. Whoever has it can see that the vault with this key said exactly this, and
 * that two certificates are of the same vault. It does not prove that phones recorded the truth.
 */
import { fromHex, toHex, utf8 } from './bytes.ts'
import type { VaultKeys } from './keys.ts'
import type { Sodium } from './sodium.ts'

/** Days as 2026-05-04, both included. */
export interface Certified {
  readonly first: string
  readonly last: string
  /** How many days. */
  readonly days: number
}

/** What a check finds: a whole certificate, one that was changed after signing, or no certificate at all. */
export type Checked =
  | { readonly result: 'whole' | 'changed'; readonly certified: Certified; readonly key: string }
  | { readonly result: 'unreadable' }

const title = 'Sillage certificate of days cycled to work, 1'
const shape = new RegExp(
  `^${title}\\nPeriod: (\\d{4}-\\d\\d-\\d\\d) to (\\d{4}-\\d\\d-\\d\\d)\\nDays: (\\d{1,5})\\nKey: ([0-9a-f]{64})\\nSignature: ([0-9a-f]{128})$`,
)

/** What is signed; the first line keeps the signature from meaning anything else. */
const statement = ({ first, last, days }: Certified): Uint8Array =>
  utf8(`sillage/certificate/cycled-to-work/1\n${first}\n${last}\n${days}`)

/** The certificate as text of five lines, which can be pasted, printed and checked. */
export function signCertificate(sodium: Sodium, keys: VaultKeys, certified: Certified): string {
  const signature = sodium.crypto_sign_detached(statement(certified), keys.identity.privateKey)
  return [
    title,
    `Period: ${certified.first} to ${certified.last}`,
    `Days: ${certified.days}`,
    `Key: ${toHex(keys.identity.publicKey)}`,
    `Signature: ${toHex(signature)}`,
  ].join('\n')
}

/** Reads a certificate, with whatever spaces and line ends pasting gave it, and checks its signature. */
export function checkCertificate(sodium: Sodium, text: string): Checked {
  const lines = text.split(/\r?\n/).map((line) => line.trim().replace(/\s+/g, ' '))
  const match = shape.exec(lines.filter((line) => line !== '').join('\n'))
  if (match === null) return { result: 'unreadable' }
  const [first, last, days, key, signature] = match.slice(1) as [string, string, string, string, string]
  const certified = { first, last, days: Number(days) }
  const isWhole = sodium.crypto_sign_verify_detached(fromHex(signature), statement(certified), fromHex(key))
  return { result: isWhole ? 'whole' : 'changed', certified, key }
}
