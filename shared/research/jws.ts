/**
 * Signatures of research: compact JWS (RFC 7515) with Ed25519 (RFC 8037), so that anyone can check them with a tool of
 * their own. Each kind of statement has its own `typ`, so that none can stand for another.
 */
import { CompactSign, compactVerify, errors, importJWK } from 'jose'
import { Refusal } from '../api/refusal.ts'
import { fromBase64url, fromHex, fromUtf8, toBase64url } from '../vault/bytes.ts'

/** What is signed; each has one `typ`. */
export const statements = {
  study: 'sillage-study',
  consent: 'sillage-consent',
  countersignature: 'sillage-countersignature',
  contribution: 'sillage-contribution',
  delivery: 'sillage-delivery',
  release: 'sillage-release',
} as const
export type Statement = keyof typeof statements

/** Ed25519 keys as libsodium holds them; the first 32 bytes of the private key are its seed. */
export interface SigningKeys {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

/** Signs a payload as a statement of one kind. The same payload under the same key gives the same text. */
export async function signJws(
  statement: Statement,
  payload: Uint8Array,
  { publicKey, privateKey }: SigningKeys,
): Promise<string> {
  const key = await importJWK(
    { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey), d: toBase64url(privateKey.subarray(0, 32)) },
    'EdDSA',
  )
  return await new CompactSign(payload)
    .setProtectedHeader({ alg: 'EdDSA', typ: statements[statement] })
    .sign(key)
}

/**
 * The payload of a statement signed by the Ed25519 key `publicKey` (hex). Throws Refusal `bad-request` on anything else, also
 * where the header says more than `alg` and `typ`: it is room for what nobody reads.
 */
export async function verifyJws(statement: Statement, jws: string, publicKey: string): Promise<Uint8Array> {
  try {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: toBase64url(fromHex(publicKey)) }, 'EdDSA')
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['EdDSA'] })
    const isBare = Object.keys(protectedHeader).length === 2
    if (protectedHeader.typ === statements[statement] && isBare) return payload
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError) && !(cause instanceof TypeError)) throw cause
    throw new Refusal('bad-request', `The signature of the ${statement} does not hold.`, { cause })
  }
  throw new Refusal('bad-request', `What is signed is no ${statement}.`)
}

/** The JSON of a statement signed by the Ed25519 key `publicKey` (hex). Throws Refusal `bad-request` on anything else. */
export async function verifyJson(statement: Statement, jws: string, publicKey: string): Promise<unknown> {
  const payload = await verifyJws(statement, jws, publicKey)
  try {
    return JSON.parse(fromUtf8(payload))
  } catch (cause) {
    throw new Refusal('bad-request', `What is signed is no ${statement}.`, { cause })
  }
}

/** The payload of a compact JWS, unchecked: to find out whose key to check it with. Throws Refusal `bad-request`. */
export function payloadOf(jws: string): Uint8Array {
  const parts = jws.split('.')
  if (parts.length !== 3 || !/^[\w-]+$/.test(parts[1]!))
    throw new Refusal('bad-request', 'This is no compact JWS.')
  try {
    return fromBase64url(parts[1]!)
  } catch (cause) {
    throw new Refusal('bad-request', 'This is no compact JWS.', { cause })
  }
}
