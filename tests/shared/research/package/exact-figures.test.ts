/** No figure that noise was not added to is in a package. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { PackageFiles } from '../../../../shared/research/package/given.ts'
import type { TestRelease } from '../../../support/release.ts'
import { exactSums, signedPackage, testRelease } from '../../../support/release.ts'

let made: TestRelease
let files: PackageFiles
beforeAll(async () => {
  // Noise may be zero and still be noise: a seed with which it is zero nowhere.
  made = await testRelease({ people: 3217, seed: 3 })
  files = await signedPackage(made)
})

describe('no exact figure is published', () => {
  /** Every number that stands on its own in a text, also with its thousands apart: no part of a sum or a name. */
  const numbersIn = (text: string): Set<string> => {
    const joined = text.replaceAll(/(?<=\d)[,\u202F](?=\d{3}\b)/g, '')
    return new Set([text, joined].flatMap((each) => each.match(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)/g) ?? []))
  }

  const foundIn = (from: PackageFiles, exact: readonly number[]): string[] => {
    const texts = [...from].filter(
      ([path]) => !/\.(?:parquet|jws)$/.test(path) && path !== 'data/zones.geojson',
    )
    return texts.flatMap(([path, bytes]) => {
      const numbers = numbersIn(new TextDecoder().decode(bytes))
      return exact.filter((figure) => numbers.has(String(figure))).map((figure) => `${figure} in ${path}`)
    })
  }
  // Smaller ones are numbers like any other; of the crowd all that matters is larger.
  const exactOf = ({ study, vectors }: TestRelease) =>
    [...new Set(exactSums(study.definition, vectors))].filter((sum) => sum > 300)

  test('none of the sums that noise was added to stands in any file', () => {
    expect(exactOf(made)).toContain(3217)
    expect(exactOf(made).length).toBeGreaterThan(40)
    expect(foundIn(files, exactOf(made))).toEqual([])
  })

  test('and one that does is found', () => {
    for (const [path, text] of [
      ['README.md', 'for all 3217 participants.'],
      ['README.md', 'for all 3,217 participants.'],
      ['data/participants.csv', '2026-05,3217,3202,3232\r\n'],
      ['quality.json', '{"n":3217}'],
    ] as const) {
      const planted = new Map([...files, [path, new TextEncoder().encode(text)]])
      expect(foundIn(planted, exactOf(made))).toEqual([`3217 in ${path}`])
    }
  })

  test('nor does a noise of zero hide: the release differs from the truth in nearly every cell', () => {
    const exact = new Set(exactOf(made))
    const noisy = made.given.release.tables.flatMap(({ rows }) => rows.map((row) => row.noisy))
    expect(noisy.filter((figure) => exact.has(figure))).toEqual([])
  })
})
