/** What stands behind a task on the command line, read strictly: an unknown or missing word is a mistake. */
import { CommandError } from './command-error.ts'

/** What a task takes. */
export interface Expected {
  /** Said where something is missing or unknown. */
  readonly usage: string
  /** How many words without dashes. */
  readonly words?: number
  /** Options with a value that must be there, as `--out`. */
  readonly needed?: readonly string[]
  /** Options with a value that may be there. */
  readonly optional?: readonly string[]
  /** Options without a value. */
  readonly flags?: readonly string[]
}

export interface Options {
  readonly words: readonly string[]
  /** The value of a needed option. */
  value(name: string): string
  /** The value of an option that may be missing. */
  maybe(name: string): string | undefined
  has(flag: string): boolean
}

/** Reads arguments. Throws CommandError with the usage. */
export function readOptions(args: readonly string[], expected: Expected): Options {
  const { words: wordCount = 0, needed = [], optional = [], flags = [] } = expected
  const usage = (why: string): CommandError => new CommandError(`${why}\n${expected.usage}`)
  const [words, values, given]: [string[], Map<string, string>, Set<string>] = [[], new Map(), new Set()]
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    if (!arg.startsWith('--')) words.push(arg)
    else if (flags.includes(arg)) given.add(arg)
    else if ([...needed, ...optional].includes(arg)) {
      const value = args[++at]
      if (value === undefined || value.startsWith('--')) throw usage(`${arg} needs a value`)
      values.set(arg, value)
    } else throw usage(`unknown option ${arg}`)
  }
  const missing = needed.find((name) => !values.has(name))
  if (missing !== undefined) throw usage(`${missing} is missing`)
  if (words.length !== wordCount) throw usage(words.length < wordCount ? 'too few words' : 'too many words')
  return {
    words,
    value: (name) => values.get(name)!,
    maybe: (name) => values.get(name),
    has: (flag) => given.has(flag),
  }
}
