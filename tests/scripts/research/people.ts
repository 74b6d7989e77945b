/** A study as its people make it with the real commands, on a server that runs; and volunteers with real trips. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PlaceDocument, TripDocument } from '../../../shared/analysis/document.ts'
import { contract } from '../../../shared/api/contract.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import type { Vectors } from '../../../shared/research/contribution.ts'
import { contribute, sealContribution } from '../../../shared/research/contribution.ts'
import { signDelivery } from '../../../shared/research/delivery.ts'
import { isClosed } from '../../../shared/research/own-month.ts'
import type { Study } from '../../../shared/research/study.ts'
import { openStudy } from '../../../shared/research/study.ts'
import { studyKeys } from '../../../shared/research/study-keys.ts'
import { toBase64 } from '../../../shared/vault/bytes.ts'
import { randomBytes, ready } from '../../../shared/vault/sodium.ts'
import type { Volunteer } from '../../server/research-people.ts'
import type { TestServer } from '../../server/test-server.ts'
import { middleOf, testZones, tripBetween, yesTo, zonesFile } from '../../support/study.ts'

const sodium = await ready()
const command = join(import.meta.dirname, '../../../scripts/sillage.mjs')
const shiftedClock = join(import.meta.dirname, '../../support/shifted-clock.ts')

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command; a refusal is an answer too. */
export const sillage = (...args: string[]): Promise<Ran> => ran(args, {})

async function ran(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  try {
    const env = { ...process.env, LC_ALL: 'en_GB.UTF-8', ...environment }
    return { code: 0, ...(await promisify(execFile)(process.execPath, [command, ...args], { env })) }
  } catch (error) {
    const { code, stdout, stderr } = error as Ran
    if (typeof code !== 'number') throw error
    return { code, stdout, stderr }
  }
}

/** Runs the command, which must succeed. */
export const done = (...args: string[]): Promise<string> => succeeded(args, {})

/** The same at an instant (ms) by the command's clock: months close, and are overdue, when they are. */
export const doneAt = (nowMs: number, ...args: string[]): Promise<string> =>
  succeeded(args, {
    NODE_OPTIONS: `--import=${shiftedClock}`,
    SILLAGE_TEST_AHEAD_MS: String(nowMs - Date.now()),
  })

async function succeeded(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, stdout, stderr } = await ran(args, environment)
  if (code !== 0) throw new Error(`sillage ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** The last month that is closed by now, as 2026-05. */
export function closedMonth(nowMs = Date.now()): string {
  const at = new Date(nowMs)
  for (let back = 1; ; back++) {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - back, 1))
    const month = first.toISOString().slice(0, 7)
    if (isClosed(month, nowMs)) return month
  }
}

/** Paths of a custodian's desk. */
export function deskIn(folder: string) {
  const path = (name: string): string => join(folder, name)
  return {
    path,
    passphrase: path('passphrase'),
    zones: path('zones.geojson'),
    keys: path('keys'),
    draft: path('draft.json'),
    study: path('study.jws'),
    ledger: path('ledger.sqlite'),
    bundle: path('bundle.json'),
    out: path('release'),
  }
}
export type Desk = ReturnType<typeof deskIn>

/** From keys to a published study of the month; with a budget that lets some sixty people pass. */
export async function publishedStudy(server: TestServer, desk: Desk, changes: object = {}): Promise<Study> {
  mkdirSync(join(desk.keys, '..'), { recursive: true })
  writeFileSync(desk.passphrase, 'correct horse battery\n')
  writeFileSync(desk.zones, zonesFile)
  await done('study', 'keys', '--out', desk.keys, '--passphrase-file', desk.passphrase)
  await done('study', 'new', '--out', desk.draft, '--small')
  writeFileSync(desk.draft, JSON.stringify(filledIn(JSON.parse(readFileSync(desk.draft, 'utf8')), changes)))
  const registry = (await done('study', 'registry-key', '--data', server.directory)).trim()
  const secret = ['--passphrase-file', desk.passphrase]
  await done(
    'study',
    'sign',
    desk.draft,
    ...['--zones', desk.zones, '--keys', desk.keys],
    ...['--registry-key', registry, '--out', desk.study],
    ...secret,
  )
  await done(
    'study',
    'publish',
    desk.study,
    ...['--zones', desk.zones],
    ...['--reviewer', 'Ada Example', '--data', server.directory],
  )
  return await openStudy(readFileSync(desk.study, 'utf8').trim())
}

function filledIn(draft: object, changes: object): object {
  const month = closedMonth()
  const text = JSON.stringify(draft).replaceAll('‹', '').replaceAll('›', '')
  return {
    ...JSON.parse(text),
    id: 'whole-way',
    tables: [
      { id: 'participants', epsilonMilli: 2000 },
      { id: 'split-km', epsilonMilli: 500 },
      { id: 'split-co2e', epsilonMilli: 300 },
    ],
    months: { first: month, last: month },
    epsilonTotalMilli: 2800,
    retentionDays: 60,
    ...changes,
  }
}

/** Trips of the nth volunteer in a month: most cycle, every third drives. */
export function tripsOf(n: number, month: string): TripDocument[] {
  return ['05', '06', '12', '13'].map((day) =>
    tripBetween(`${month}-${day}T07:30:00Z`, {
      ...{ from: middleOf(n % 4), to: middleOf((n + 1) % 4), km: 3 + (n % 5) },
      ...(n % 3 === 0 ? { mode: 'car' as const, co2eKg: 0.6 } : { mode: 'bicycle' as const, co2eKg: 0.01 }),
    }),
  )
}

/** Someone with an account on the server, who joins the study and agrees from the first of the month on. */
export async function joined(server: TestServer, study: Study, month: string): Promise<Volunteer> {
  const owner = await server.owner()
  const join = owner.send('POST', contract.joinStudy.path).send({ study: study.definition.id })
  const { token } = (await join.expect(200)).body
  const keys = studyKeys(sodium, randomBytes(32), study.definition)
  const atMs = Date.parse(`${month}-01T00:00:00Z`)
  const consent = await signConsent(study, keys, {
    ...{ event: 'given', atMs, previous: null, choice: yesTo(study, atMs) },
  })
  await server.send('POST', contract.registerConsent.path).send({ jws: consent.jws, token }).expect(200)
  return { keys, consent }
}

/** A person's vectors of the month, from trips. */
export const vectorsOf = (
  study: Study,
  month: string,
  trips: TripDocument[],
  places: PlaceDocument[] = [],
): Vectors =>
  contribute(
    { trips, places, placeEdits: [] },
    {
      ...{ study: study.definition, zones: testZones, month },
      choice: { tables: study.definition.tables.map(({ id }) => id), withHome: false },
    },
  )

/** Seals the vectors and sends them. */
export async function give(
  server: TestServer,
  study: Study,
  { keys, consent }: Volunteer,
  { month, vectors }: { month: string; vectors: Vectors },
): Promise<void> {
  const contribution = await sealContribution(sodium, { study, keys, consent, month, vectors })
  const proof = await signDelivery(keys, study.hash, contribution)
  const body = { studyHash: study.hash, pseudonym: keys.pseudonym, month, proof }
  await server
    .send('POST', contract.contribute.path)
    .send({ ...body, sealed: toBase64(contribution.sealed) })
    .expect(200)
}
