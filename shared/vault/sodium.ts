/** The one door to libsodium: all sealing, signing, hashing and randomness of the vault come through here. */
import sodium from 'libsodium-wrappers'

export type Sodium = typeof sodium

/** libsodium, once its code is loaded. */
export async function ready(): Promise<Sodium> {
  await sodium.ready
  return sodium
}
