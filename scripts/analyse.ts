/** `sillage analyse`: files in, one analysis document out. Nothing is stored, no vault is needed. */
import { writeSync } from 'node:fs'
import { analyse } from '../shared/analysis/analyse.ts'
import type { AnalysisDocument } from '../shared/analysis/document.ts'
import type { Explain } from '../shared/analysis/text.ts'
import type { Mode } from '../shared/engine/mode.ts'
import { modeIds } from '../shared/engine/mode.ts'
import { defaultFactorSet } from '../shared/footprint/registry.ts'
import { CommandError } from './command-error.ts'
import { readFiles } from './read-files.ts'

const outputs = ['--json', '--text', '--geojson'] as const
type Output = (typeof outputs)[number]
const isOutput = (text: string): text is Output => (outputs as readonly string[]).includes(text)

/** Analyses the files named in `args` and writes the document to standard output. */
export async function analyseFiles(args: readonly string[]): Promise<void> {
  const { paths, output, isExplained, transit, model } = parse(args)
  const { trace, counts } = readFiles(paths)
  const aids = {
    network: transit === undefined ? undefined : (await import('./open-network.ts')).openNetworkFile(transit),
    model: model === undefined ? undefined : (await import('./open-model.ts')).openModelFile(model),
  }
  writeOut(await render(analyse(trace, counts, defaultFactorSet, aids), output, isExplained))
}

interface Options {
  readonly paths: readonly string[]
  readonly output: Output
  /** Whether the text says why each section has its mode. */
  readonly isExplained: boolean
  /** File of a transit network. */
  readonly transit: string | undefined
  /** File of a mode model in place of the shipped one. */
  readonly model: string | undefined
}

function parse(args: readonly string[]): Options {
  const ends = args.indexOf('--')
  const options = args.slice(0, ends < 0 ? args.length : ends)
  const transit = fileOf('--transit', options)
  const model = fileOf('--model', options) ?? (process.env['MODEL_FILE'] || undefined)
  const why = options.indexOf('--why')
  if (why >= 0) options.splice(why, 1)
  const paths = [...options.filter((arg) => !arg.startsWith('--')), ...(ends < 0 ? [] : args.slice(ends + 1))]
  let output: Output = process.stdout.isTTY || why >= 0 ? '--text' : '--json'
  for (const option of options.filter((arg) => arg.startsWith('--'))) {
    if (!isOutput(option)) throw new CommandError(`unknown option ${option}; known are ${outputs.join(', ')}`)
    output = option
  }
  if (paths.length === 0) throw new CommandError('analyse needs at least one file')
  if (why >= 0 && output !== '--text') throw new CommandError('--why goes with --text')
  return { paths, output, isExplained: why >= 0, transit, model }
}

/** Takes an option with its file out of `options`. */
function fileOf(name: string, options: string[]): string | undefined {
  const at = options.indexOf(name)
  const [, file] = at < 0 ? [] : options.splice(at, 2)
  if (at >= 0 && file === undefined) throw new CommandError(`${name} needs a file`)
  return file
}

/** Text and GeoJSON bring libraries of their own, which JSON does not wait for. */
async function render(document: AnalysisDocument, output: Output, isExplained: boolean): Promise<string> {
  if (output === '--json') return `${JSON.stringify(document)}\n`
  if (output === '--text') {
    const { analysisText } = await import('../shared/analysis/text.ts')
    return analysisText(document, isExplained ? await explainInEnglish() : undefined)
  }
  return (await import('../shared/exports/geojson.ts')).geojsonExport.write(document.trips, defaultFactorSet)
}

/** The reasons that the page gives, in English. */
async function explainInEnglish(): Promise<Explain> {
  const { englishReasons } = await import('../shared/words/english-reasons.ts')
  const { reasonsOf } = await import('../shared/words/reasons.ts')
  const names = Object.fromEntries(modeIds.map((mode) => [mode, mode])) as Record<Mode, string>
  return (section) => reasonsOf({ locale: 'en-GB', reasons: englishReasons, modes: names }, section)
}

/** Writes everything before it returns, to a file or a slow pipe alike. */
function writeOut(text: string): void {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(process.stdout.fd, bytes, at)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      if (error.code === 'EPIPE') return
      if (error.code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
