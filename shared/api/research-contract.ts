/**
 * The routes of research. What a person says or gives to a study travels without a session, under their key for the study
 * alone: no row that the server keeps ties an account to a pseudonym.
 */
import { z } from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const pseudonym = z.string().regex(/^[0-9a-f]{32}$/)
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const studyId = z.string().regex(/^[a-z0-9][a-z0-9-]{2,39}$/)
const jws = z
  .string()
  .max(128 * 1024)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
const done = z.strictObject({ done: z.literal(true) })

/** Largest sealed contribution: all tables, a study's largest vectors. */
export const contributionBytes = 64 * 1024

/** Takes `base64` from the contract, which has the only copy of that rule. */
export const researchContract = (base64: (maxBytes: number, exactBytes?: number) => z.ZodType<Uint8Array>) =>
  ({
    /** Every published study, newest first; a closed one asks nobody any more. */
    studies: {
      method: 'GET',
      path: '/api/studies',
      who: 'anyone',
      reply: z.strictObject({
        studies: z.array(
          z.strictObject({
            jws,
            state: z.enum(['open', 'closed']),
            publishedDay: z.iso.date(),
            /** Who reviewed it for the operator. */
            reviewer: z.string(),
          }),
        ),
      }),
    },
    /** A token to join with, once per account and study; the server keeps its hash, and not whose it is. */
    joinStudy: {
      method: 'POST',
      path: '/api/studies/join',
      who: 'owner',
      body: z.strictObject({ study: studyId }),
      reply: z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) }),
    },
    /** A consent that was given, with a token for the first; answers the server's countersignature. */
    registerConsent: {
      method: 'POST',
      path: '/api/research/consents',
      who: 'anyone',
      guarded: true,
      maxBytes: 256 * 1024,
      body: z.strictObject({ jws, token: z.string().max(64).optional() }),
      reply: z.strictObject({ countersignature: jws }),
    },
    /** Stops future contributions and erases those that are not released; answers a signed acknowledgement. */
    withdrawConsent: {
      method: 'POST',
      path: '/api/research/withdrawals',
      who: 'anyone',
      guarded: true,
      maxBytes: 256 * 1024,
      body: z.strictObject({ jws }),
      reply: z.strictObject({ acknowledgement: jws }),
    },
    /** One sealed contribution of a closed month; a second of the same month takes its place until the release. */
    contribute: {
      method: 'POST',
      path: '/api/research/contributions',
      who: 'anyone',
      guarded: true,
      maxBytes: 2 * contributionBytes,
      body: z.strictObject({
        studyHash: hash,
        pseudonym,
        month,
        sealed: base64(contributionBytes),
        /** `delivery` statement over the hash of all the others, by the person's key for the study. */
        proof: jws,
      }),
      reply: done,
    },
    /** Every release there is, newest month first. */
    releases: {
      method: 'GET',
      path: '/api/releases',
      who: 'anyone',
      reply: z.strictObject({
        releases: z.array(
          z.strictObject({
            study: studyId,
            version: z.int(),
            studyHash: hash,
            month,
            /** Relative paths in the package, with their sizes in bytes and SHA-256. */
            files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: hash })),
          }),
        ),
      }),
    },
  }) as const

/** Outside JSON: zones (GeoJSON), one file of a release, a whole release as zip, and the open-data catalogue. */
export const zonesPath = (study: string, version: number): string => `/api/studies/${study}/${version}/zones`
export const releaseFilePath = (study: string, month: string, path: string): string =>
  `/api/releases/${study}/${month}/files/${path}`
export const releaseZipPath = (study: string, month: string): string => `/api/releases/${study}/${month}/zip`
export const catalogPath = '/data/catalog.jsonld'
