/** SHA-256, as study definitions, zones and packages are named by: researchers check it with any tool. */
import { toHex } from '../vault/bytes.ts'

/** SHA-256 of bytes, 64 hex digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))))
}
