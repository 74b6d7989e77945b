/** Asks for a passphrase on the terminal without showing it, or reads it from a file. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { CommandError } from './command-error.ts'
import { readText } from './files.ts'

/** A key that is stolen is tried at this length and above only. */
const fewestLetters = 12

/** The passphrase of keys that there are. */
export async function askPassphrase(file: string | undefined): Promise<string> {
  return file === undefined ? await asked('Passphrase: ') : firstLine(file)
}

/** A new passphrase, asked for twice. Throws CommandError where it is too short or not the same both times. */
export async function askNewPassphrase(file: string | undefined): Promise<string> {
  const first = file === undefined ? await asked('New passphrase: ') : firstLine(file)
  if ([...first].length < fewestLetters)
    throw new CommandError(`the passphrase needs ${fewestLetters} letters or more; several words are best`)
  if (file === undefined && (await asked('The same again: ')) !== first)
    throw new CommandError('the two passphrases differ; nothing was written')
  return first
}

function firstLine(file: string): string {
  const [line = ''] = readText(file).split(/\r?\n/)
  if (line === '') throw new CommandError(`${file}: the first line holds no passphrase`)
  return line
}

async function asked(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandError('there is no terminal to ask for the passphrase; give --passphrase-file FILE')
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
