/**
 * A person's keys for one study, from the vault's root for studies. Two studies cannot be linked by them, not even two of
 * the same name under other signing keys.
 */
import { utf8 } from '../vault/bytes.ts'
import type { Sodium } from '../vault/sodium.ts'
import type { SigningKeys } from './jws.ts'
import type { StudyDefinition } from './study.ts'

export interface StudyKeys extends SigningKeys {
  /** Who this person is to the study: 32 hex digits, never published. */
  readonly pseudonym: string
}

/** The keys of one study; the same for all its versions, so that a withdrawal reaches each. */
export function studyKeys(
  sodium: Sodium,
  root: Uint8Array,
  { id, keys }: Pick<StudyDefinition, 'id' | 'keys'>,
): StudyKeys {
  const key = sodium.crypto_generichash(32, utf8(`sillage/study-key/1\n${keys.signing}\n${id}`), root)
  const seed = sodium.crypto_kdf_derive_from_key(32, 1, 'studykey', key)
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed)
  return { publicKey, privateKey, pseudonym: sodium.crypto_generichash(16, utf8('pid'), key, 'hex') }
}
