/** Makes a passphrase expensive to guess. It stands alone, so that a thread of its own can do it, whose memory is given back. */
import { argon2id } from 'hash-wasm'

/**
 * Cost of the passphrase derivation, fixed in the client so that no server can lower it:
 * RFC 9106 §4, second recommended option (64 MiB, 3 passes), with one lane because WebAssembly has one thread.
 */
export const passphraseCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 } as const

/** Derives 64 bytes from a passphrase's bytes and a 16-byte salt. */
export type Stretch = (passphrase: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>

/** Argon2id in this thread; half a second and 64 MiB, which a browser keeps until it sees fit. */
export const stretchHere: Stretch = (passphrase, salt) =>
  argon2id({
    password: passphrase,
    salt,
    iterations: passphraseCost.passes,
    memorySize: passphraseCost.memoryKiB,
    parallelism: passphraseCost.lanes,
    hashLength: 64,
    outputType: 'binary',
  })
