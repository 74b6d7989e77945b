/** What was said to a study as a file: receipts that other software reads, and the signed texts that prove them. */
import { utf8 } from '../../../shared/vault/bytes.ts'
import type { Kept, Seat } from './context.ts'

/** JSON-LD with all receipts of a study, oldest first; beside them the statements and answers as compact JWS. */
export function receiptsFile({ own, studies }: Kept, { study, said }: Seat) {
  const { id } = study.definition
  const hashes = new Set(said.map(({ statement }) => statement.studyHash))
  const file = {
    '@graph': said.map(({ statement }) => statement.receipt),
    proofs: {
      about:
        'Compact JWS (RFC 7515), EdDSA. studies: signed by the study’s key, keys.signing. statements: by your key for the study, publicKey. answers: by the server, keys.registry.',
      studies: studies.filter(({ hash }) => hashes.has(hash)).map(({ jws }) => jws),
      statements: said.map(({ jws }) => jws),
      answers: own.answers
        .filter(({ consent }) => said.some(({ hash }) => hash === consent))
        .map(({ jws }) => jws),
    },
  }
  return {
    fileName: `sillage-receipts-${id}.jsonld`,
    type: 'application/ld+json',
    content: new Uint8Array(utf8(`${JSON.stringify(file, null, 1)}\n`)),
  }
}
