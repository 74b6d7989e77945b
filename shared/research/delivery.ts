/**
 * What goes with a contribution to the server: the person's signature over which study and month it is for and what its
 * bytes are, so that nobody else can put one in its place. It says nothing of what is inside.
 */
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { utf8 } from '../vault/bytes.ts'
import type { SealedContribution } from './contribution.ts'
import { sha256 } from './digest.ts'
import type { SigningKeys } from './jws.ts'
import { signJws, verifyJson } from './jws.ts'

const delivery = z.strictObject({ studyHash: z.string(), month: z.string(), sealedSha256: z.string() })

type Delivered = Pick<SealedContribution, 'month' | 'sealed'>

/** Signs the delivery of a sealed contribution by the person's key for the study. */
export async function signDelivery(
  keys: SigningKeys,
  studyHash: string,
  { month, sealed }: Delivered,
): Promise<string> {
  const payload = { studyHash, month, sealedSha256: await sha256(sealed) }
  return await signJws('delivery', utf8(JSON.stringify(payload)), keys)
}

/** Checks that the holder of `publicKey` (hex) delivers exactly this. Throws Refusal `bad-request`. */
export async function checkDelivery(
  proof: string,
  publicKey: string,
  studyHash: string,
  { month, sealed }: Delivered,
): Promise<void> {
  const parsed = delivery.safeParse(await verifyJson('delivery', proof, publicKey))
  const isThis =
    parsed.success &&
    parsed.data.studyHash === studyHash &&
    parsed.data.month === month &&
    parsed.data.sealedSha256 === (await sha256(sealed))
  if (!isThis) throw new Refusal('bad-request', 'The proof is of another delivery.')
}
