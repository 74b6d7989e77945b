/** The one door to libsodium: all sealing, signing, hashing and randomness of the vault come through here. */
import sodium from 'libsodium-wrappers'

export type Sodium = typeof sodium

/** libsodium, once its code is loaded. */
export async function ready(): Promise<Sodium> {
  await sodium.ready
  return sodium
}

/** Random bytes of the operating system. libsodium's own JavaScript door asks for them four at a time, 70 times slower. */
export const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
