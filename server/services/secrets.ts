/** Random names and the hashes under which secrets rest. */
import { createHash, randomBytes } from 'node:crypto'

/** 32 hex digits: 128 random bits. */
export const randomId = (): string => randomBytes(16).toString('hex')

/** A token with 256 random bits, in base64url. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/** SHA-256 of a token's text: what is stored in its place. A random token needs no slow hash. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
