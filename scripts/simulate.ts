/**
 * Simulated days of a person of La Rochelle, written to files or posted to a server as a phone would; or, with --people,
 * months of many people of its agglomeration, written to a folder.
 *
 *   npm run simulate -- --people 300 --months 2026-01,2026-02 --out city
 *   npm run simulate -- --seed 1 --day 2026-05-04 --days 7 --every 1 --csv days.csv --truth truth.json
 *   npm run simulate -- --days 1 --post http://127.0.0.1:8340 --phone owntracks --token TOKEN
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { phoneEncoders } from '../shared/simulation/payloads.ts'
import type { SimulatedDays } from '../shared/simulation/person.ts'
import { simulate } from '../shared/simulation/simulate.ts'
import { csvOf, geojsonOf, gpxOf } from './fix-files.ts'
import { writeCity } from './simulated-city.ts'
import type { SimulatedPhoneId } from './simulated-phone.ts'
import { DeliveryError, deliver } from './simulated-phone.ts'

const usage = `Usage: simulate [--seed N] [--day YYYY-MM-DD] [--days N] [--every SECONDS]
                [--csv FILE] [--gpx FILE] [--geojson FILE] [--truth FILE]
                [--post ORIGIN --phone ${Object.keys(phoneEncoders).join('|')} --token TOKEN]
       simulate --people N --months YYYY-MM,YYYY-MM --out DIR [--seed N]
                [--zones communes|grid:N|quarters:N] [--fixes [--every SECONDS]]
`

/** What was asked for cannot be done; the message is for the person at the terminal. */
class UsageError extends Error {}

const options = {
  seed: { type: 'string', default: '1' },
  day: { type: 'string', default: '2026-05-04' },
  days: { type: 'string', default: '7' },
  every: { type: 'string', default: '1' },
  csv: { type: 'string' },
  gpx: { type: 'string' },
  geojson: { type: 'string' },
  truth: { type: 'string' },
  post: { type: 'string' },
  phone: { type: 'string', default: 'owntracks' },
  token: { type: 'string' },
  people: { type: 'string' },
  months: { type: 'string' },
  zones: { type: 'string' },
  out: { type: 'string' },
  fixes: { type: 'boolean' },
  help: { type: 'boolean', default: false },
} as const

type Arguments = ReturnType<typeof readArguments>['values']

/** The options with their defaults, and the names of those that were given. */
function readArguments() {
  const { values, tokens } = parseArgs({ options, allowPositionals: false, tokens: true })
  const given = new Set(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])))
  return { values, given }
}

function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} must be a whole number.`)
  return Number(text)
}

function writeFiles(days: SimulatedDays, args: Arguments): void {
  const truth = () => `${JSON.stringify({ trips: days.trips, outliers: days.outliers }, null, 2)}\n`
  const files = [
    [args.csv, () => csvOf(days.fixes)],
    [args.gpx, () => gpxOf(days.fixes)],
    [args.geojson, () => geojsonOf(days.fixes)],
    [args.truth, truth],
  ] as const
  for (const [file, content] of files) if (file !== undefined) writeFileSync(file, content())
}

const isPhone = (id: string): id is SimulatedPhoneId => Object.hasOwn(phoneEncoders, id)

async function postFixes(days: SimulatedDays, { post, phone, token }: Arguments): Promise<string> {
  if (post === undefined) return ''
  if (!URL.canParse(post)) throw new UsageError('--post must be an origin such as http://127.0.0.1:8340.')
  if (!isPhone(phone))
    throw new UsageError(`--phone must be one of: ${Object.keys(phoneEncoders).join(', ')}.`)
  if (token === undefined) throw new UsageError("--post needs a device's --token.")
  const messages = await deliver(days.fixes, { origin: post, phone, token, attempts: 8, firstPauseMs: 1000 })
  return `, posted in ${messages} messages`
}

/** What is said of one person alone, and of a city alone: said of the other it would be ignored in silence. */
const ofOne = ['day', 'days', 'csv', 'gpx', 'geojson', 'truth', 'post', 'phone', 'token'] as const
const ofCity = ['months', 'zones', 'out', 'fixes'] as const

function refuseGiven(names: readonly (keyof Arguments)[], given: ReadonlySet<string>, where: string): void {
  const wrong = names.find((name) => given.has(name))
  if (wrong !== undefined) throw new UsageError(`--${wrong} is ${where}.`)
}

function simulatePeople(args: Arguments, people: string, given: ReadonlySet<string>): string {
  refuseGiven(ofOne, given, 'for one person, without --people')
  const { months, out, fixes, zones = 'communes' } = args
  if (months === undefined || out === undefined) throw new UsageError('--people needs --months and --out.')
  if (given.has('every') && !fixes) throw new UsageError('--every needs --fixes.')
  const everyS = wholeNumber(args.every, 'every')
  if (everyS < 1) throw new UsageError('--every must be a whole number from 1.')
  const count = wholeNumber(people, 'people')
  if (count < 1) throw new UsageError('--people must be a whole number from 1.')
  const trips = writeCity({
    seed: wholeNumber(args.seed, 'seed'),
    people: count,
    months: months.split(','),
    zones,
    out,
    ...(fixes && { everyS }),
  })
  return `${count} people, ${trips} trips`
}

async function simulateOne(args: Arguments, given: ReadonlySet<string>): Promise<string> {
  refuseGiven(ofCity, given, 'for many people, with --people')
  const days = simulate({
    seed: wholeNumber(args.seed, 'seed'),
    firstDay: args.day,
    days: wholeNumber(args.days, 'days'),
    everyS: wholeNumber(args.every, 'every'),
  })
  writeFiles(days, args)
  const posted = await postFixes(days, args)
  return `${days.fixes.length} fixes, ${days.trips.length} trips${posted}`
}

async function main(): Promise<void> {
  const { values: args, given } = readArguments()
  if (args.help) {
    process.stdout.write(usage)
    return
  }
  const { people } = args
  const said = people === undefined ? await simulateOne(args, given) : simulatePeople(args, people, given)
  process.stdout.write(`${said}\n`)
}

try {
  await main()
} catch (error) {
  const expected =
    error instanceof UsageError ||
    error instanceof RangeError ||
    error instanceof DeliveryError ||
    (error instanceof Error && 'code' in error)
  if (!expected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
