/** What the command `sillage` can do; each task is loaded when it is asked for. */
import { CommandError } from './command-error.ts'

const usage =
  'usage: sillage analyse FILE… [--transit FILE] [--model FILE] [--json | --text [--why] | --geojson] | sillage transit add | list | remove | sillage study TASK … | sillage release FILE …'

/** Runs one task. A mistake of the caller is one line on standard error and exit code 2; a fault is thrown. */
export async function run(args: readonly string[]): Promise<void> {
  const [task, ...rest] = args
  process.stdout.on('error', ignoreClosedPipe)
  try {
    if (task === '--help' || task === '-h') process.stdout.write(`${usage}\n`)
    else if (task === 'analyse') await (await import('./analyse.ts')).analyseFiles(rest)
    else if (task === 'transit') (await import('./transit.ts')).runTransit(rest)
    else if (task === 'study') await (await import('./study.ts')).runStudy(rest)
    else if (task === 'release') await (await import('./release.ts')).runRelease(rest)
    else throw new CommandError(usage)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    process.stderr.write(`sillage: ${error.message}\n`)
    process.exitCode = 2
  }
}

/** Who reads the first lines alone, as with `head`, has heard enough; the task goes on to its end. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
}
