/** `sillage release`: what a custodian does with a month's contributions. Nothing else ever opens one. */
import { existsSync } from 'node:fs'
import { version } from '../server/version.ts'
import { attackReport } from '../shared/research/attacks/report.ts'
import type { Study } from '../shared/research/study.ts'
import { openStudy } from '../shared/research/study.ts'
import { zonesOf } from '../shared/research/zones.ts'
import { toHex } from '../shared/vault/bytes.ts'
import { randomBytes } from '../shared/vault/sodium.ts'
import { CommandError, refusing } from './command-error.ts'
import { destroyFile, holdsFiles, readJson, readNamed, writeDirectory } from './files.ts'
import { openReleaseKey, openSigningKey } from './key-files.ts'
import type { Options } from './options.ts'
import { readOptions } from './options.ts'
import { askPassphrase } from './passphrase.ts'
import type { Bundle } from './release/bundle.ts'
import { assertReleasable, checkBundle } from './release/bundle.ts'
import { codeHash } from './release/code-hash.ts'
import type { Entry, Ledger } from './release/ledger.ts'
import { openLedger } from './release/ledger.ts'
import { makeRelease } from './release/make.ts'
import type { Opened } from './release/open-bundle.ts'
import { openBundle } from './release/open-bundle.ts'
import type { Language } from './release/words.ts'
import { languages, refusalText } from './release/words.ts'

const usage = `usage: sillage release FILE --keys DIR --zones zones.geojson --ledger ledger.sqlite --out DIR [--lang en | fr] [--passphrase-file FILE]
       sillage release again STUDY MONTH --ledger ledger.sqlite --out DIR
       sillage release ledger --ledger ledger.sqlite`

/** Runs a release, gives a stored one again, or lists the ledger. */
export async function runRelease(args: readonly string[]): Promise<void> {
  const [task, ...rest] = args
  if (task === undefined || task === '--help') throw new CommandError(usage)
  if (task === 'again') await refusing(() => releaseAgain(rest))
  else if (task === 'ledger') await refusing(() => listLedger(rest))
  else await refusing(() => releaseFile(args))
}

async function releaseFile(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    usage,
    words: 1,
    needed: ['--keys', '--zones', '--ledger', '--out'],
    optional: ['--lang', '--passphrase-file'],
  })
  const language = languageOf(options.maybe('--lang'))
  const ledger = openLedger(options.value('--ledger'))
  try {
    await releaseBundle(options, ledger, language)
  } finally {
    ledger.close()
  }
}

async function releaseBundle(options: Options, ledger: Ledger, language: Language): Promise<void> {
  const [path, out] = [options.words[0]!, options.value('--out')]
  const nowMs = Date.now()
  const bundle = checkBundle(readJson(path), nowMs)
  const study = await openStudy(bundle.study)
  const known = ledger.entryOf(study.definition.id, bundle.month)
  if (known && known.line.studyHash !== study.hash) throw ofOtherVersion(known)
  // A crash may have come after the package was written, and before the bundle was destroyed.
  const isWritten = known !== undefined && holdsFiles(out, known.files)
  if (!isWritten) assertFree(out)
  const { entry, opened } = known
    ? { entry: known, opened: undefined }
    : await released(options, ledger, { bundle, study, nowMs })
  const about = { ...study, month: bundle.month, people: opened?.vectors.length ?? 0 }
  if (opened) process.stderr.write(refusedText(opened))
  if (entry.line.outcome === 'released' && !isWritten) writeDirectory(out, entry.files)
  destroyFile(path)
  if (entry.line.outcome === 'released') process.stdout.write(doneText(entry, out))
  else if (opened)
    throw new CommandError(refusalText(language, entry.line.spentMilli === 0 ? 'tooFew' : 'closed', about))
  else throw closedBefore(entry)
}

interface Task {
  readonly bundle: Bundle
  readonly study: Study
  readonly nowMs: number
}

/** Opens what was given and spends what the month costs. */
async function released(
  options: Options,
  ledger: Ledger,
  { bundle, study, nowMs }: Task,
): Promise<{ entry: Entry; opened: Opened }> {
  const { definition } = study
  const { month } = bundle
  assertReleasable(study, month, nowMs)
  const zonesFile = readNamed(options.value('--zones'))
  const zones = await zonesOf(definition, zonesFile)
  const keys = await keysOf(study, options)
  const report = attackReport(definition, zones.ids, randomBytes)
  if (!report.passed) throw new CommandError(attacksText(report))
  const opened = await openBundle(study, keys.release, bundle)
  const { vectors } = opened
  const entry = await makeRelease(ledger, {
    ...{ study, zones, zonesFile, month, vectors, attackReport: report },
    signing: keys.signing,
    software: { name: 'sillage', version, sourceHash: codeHash() },
    madeAt: new Date(nowMs).toISOString(),
    random: randomBytes,
  })
  return { entry, opened }
}

async function keysOf({ definition }: Study, options: Options) {
  const directory = options.value('--keys')
  const passphrase = await askPassphrase(options.maybe('--passphrase-file'))
  const [release, signing] = [
    await openReleaseKey(directory, passphrase),
    await openSigningKey(directory, passphrase),
  ]
  const isTheirs =
    toHex(release.publicKey) === definition.keys.release &&
    toHex(signing.publicKey) === definition.keys.signing
  if (!isTheirs) throw new CommandError(`${directory}: these are the keys of another study`)
  return { release, signing }
}

function languageOf(said: string | undefined): Language {
  const found = languages.find((each) => each === said)
  if (said !== undefined && found === undefined) throw new CommandError('--lang is en or fr')
  return found ?? (/^fr/i.test(process.env['LC_ALL'] || process.env['LANG'] || '') ? 'fr' : 'en')
}

function assertFree(out: string): void {
  if (existsSync(out)) throw new CommandError(`${out}: it is there already, and is not overwritten`)
}

/** For the custodian's terminal alone. */
function refusedText({ vectors, refused }: Opened): string {
  const reasons = [...refused].map(([reason, count]) => `  ${count} refused: ${reason}\n`)
  return `${vectors.length} contributions hold.\n${reasons.join('')}`
}

function attacksText({ results }: ReturnType<typeof attackReport>): string {
  const failed = results
    .filter(({ holds, hasPower }) => !holds || !hasPower)
    .map(({ attack, measured, bound, control, hasPower }) =>
      hasPower
        ? `  ${attack}: ${measured?.toFixed(3) ?? 'nothing shown'} where ${bound.toFixed(3)} is allowed`
        : `  ${attack}: proves nothing here, as it did not win without protection either (${control.toFixed(3)})`,
    )
  return `nothing was opened or spent: the attacks that every release is tried with, on made-up people, do not all hold\n${failed.join('\n')}`
}

function doneText({ line, seal, files }: Entry, out: string): string {
  return `${out}: the release of ${line.month}, ${files.size} files, signed.
ε ${line.spentMilli / 1000} was spent, ${line.spentInAllMilli / 1000} in all. The bundle was destroyed.
Line ${line.number} of the ledger, seal ${seal}
Give the directory to the operator: sillage study import-release
`
}

function closedBefore({ line }: Entry): CommandError {
  return new CommandError(
    `${line.study}: ${line.month} is closed for good; there were too few people for a release. The bundle was destroyed.`,
  )
}

function ofOtherVersion({ line }: Entry): CommandError {
  const { study, month, version: of } = line
  return new CommandError(
    `${study}: ${month} was spent on version ${of} already, and a month is released once; the bundle is as it was`,
  )
}

function releaseAgain(args: readonly string[]): void {
  const options = readOptions(args, { usage, words: 2, needed: ['--ledger', '--out'] })
  const [study, month] = options.words as [string, string]
  const out = options.value('--out')
  assertFree(out)
  withLedger(options, (ledger) => {
    const entry = ledger.entryOf(study, month)
    if (entry?.line.outcome !== 'released')
      throw new CommandError(`the ledger has no release of ${study} for ${month}`)
    writeDirectory(out, entry.files)
    process.stdout.write(`${out}: the release of ${month} again, byte for byte. Nothing was spent.\n`)
  })
}

function listLedger(args: readonly string[]): void {
  const options = readOptions(args, { usage, needed: ['--ledger'] })
  withLedger(options, (ledger) => {
    const lines = ledger
      .lines()
      .map(
        ({ number, study, version: of, month, outcome, spentMilli, spentInAllMilli, madeAt }) =>
          `${number}  ${study} v${of}  ${month}  ${outcome}  ε ${spentMilli / 1000}, ${spentInAllMilli / 1000} in all  ${madeAt.slice(0, 10)}\n`,
      )
    process.stdout.write(`${lines.join('') || 'Nothing was released yet.\n'}The chain holds.\n`)
  })
}

function withLedger(options: Options, work: (ledger: Ledger) => void): void {
  const path = options.value('--ledger')
  if (!existsSync(path)) throw new CommandError(`${path}: no such ledger`)
  const ledger = openLedger(path)
  try {
    work(ledger)
  } finally {
    ledger.close()
  }
}
