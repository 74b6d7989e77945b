/** No noise but from the generator that is handed in, and none made with floats. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { addNoise, publishSparse } from '../../../../shared/research/mechanism/noisy-counts.ts'
import type { RandomBytes } from '../../../../shared/research/mechanism/uniform.ts'
import { seededBytes } from './seeded-bytes.ts'

const room = fileURLToPath(new URL('../../../../shared/research/', import.meta.url))
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, source: readFileSync(`${room}${name}`, 'utf8') }))

const withoutComments = (source: string): string => source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

/** Math.random by its name, by a key, taken out of Math, or Math itself handed on. */
const dice = /\bMath\s*(?:\?\.|\.)\s*random|\bMath\s*\[|=\s*Math\b(?!\s*\.)|[(,]\s*Math\s*[,)]/
const rollsDice = (source: string): boolean => dice.test(withoutComments(source))

/** What the making of noise may use of Math: functions that are exact on integers. */
const exact = new Set(['abs', 'ceil', 'floor', 'max', 'clz32'])
const usesFloats = (source: string): boolean => {
  const code = withoutComments(source)
  const functions = [...code.matchAll(/\bMath\.(\w+)/g)].map((match) => match[1]!)
  return functions.some((name) => !exact.has(name)) || /\d\.\d|\d\s*e-\d/.test(code)
}
const noisePath = ['scale', 'uniform', 'discrete-laplace', 'noisy-counts'].map(
  (name) => `mechanism/${name}.ts`,
)

test('no source of the research room rolls dice', () => {
  expect(sources.length).toBeGreaterThanOrEqual(6)
  expect(sources.filter(({ source }) => rollsDice(source)).map(({ name }) => name)).toEqual([])
})

test('noise is made of integers alone', () => {
  const path = sources.filter(({ name }) => noisePath.includes(name))
  expect(path).toHaveLength(noisePath.length)
  expect(path.filter(({ source }) => usesFloats(source)).map(({ name }) => name)).toEqual([])
})

describe('a planted fault is seen', () => {
  test.each([
    'const x = Math.random()',
    "const x = Math['random']()",
    'const { random } = Math',
    'const dice = Math\ndice.random()',
    'noise(Math)',
  ])('%s', (source) => {
    expect(rollsDice(source)).toBe(true)
  })
  test.each(['x = -b * Math.log(u)', 'x = u ** 0.5', 'if (u < 1e-9) x = 1'])('%s', (source) => {
    expect(usesFloats(source)).toBe(true)
  })
  test('but not in what is only said', () => {
    expect(rollsDice('/** Not Math.random(). */\nconst x = Math.ceil(y)')).toBe(false)
    expect(usesFloats('// Math.log(0.5)\nconst x = Math.floor(y)')).toBe(false)
  })
})

describe('with the dice taken away', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })
  const poison = () =>
    vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('dice were rolled')
    })
  const counts = new Map([['a', 500]])
  const rule = { k: 10, sensitivity: 2, epsilonMilli: 1000, delta: 1e-6 }
  const scale = { sensitivity: 1, epsilonMilli: 1000 }

  test('noise is drawn all the same, from the system', () => {
    const dice = poison()
    const system: RandomBytes = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
    expect(publishSparse(counts, rule, system)).toHaveLength(1)
    expect(addNoise(Array<number>(100).fill(0), scale, system).every(Number.isInteger)).toBe(true)
    expect(dice).not.toHaveBeenCalled()
  })

  test('noise that rolls them fails', () => {
    poison()
    const floating = (): number => Math.round(Math.log(Math.random()))
    expect(floating).toThrow('dice were rolled')
  })

  test('nothing but the bytes handed in decides: not the system either', () => {
    vi.spyOn(crypto, 'getRandomValues').mockImplementation(() => {
      throw new Error('the system was asked')
    })
    const noise = (seed: number): number[] => addNoise(Array<number>(100).fill(0), scale, seededBytes(seed))
    expect(noise(1)).toEqual(noise(1))
    expect(noise(1)).not.toEqual(noise(2))
  })
})
