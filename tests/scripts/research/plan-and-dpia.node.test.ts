/** What a study could publish, and what it has to be assessed for, are told before anybody is asked. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newDraft } from '../../../scripts/study/draft.ts'
import { dpiaText } from '../../../shared/research/dpia.ts'
import { passphraseCost } from '../../../shared/vault/stretch.ts'
import { temporaryDirectories } from '../../server/store/directory.ts'

const newDirectory = temporaryDirectories()
const sillage = (...args: string[]) =>
  execFileSync(process.execPath, ['scripts/sillage.mjs', 'study', ...args], { encoding: 'utf8' })

test('with twelve people nothing can be released, and the plan says how many it takes', () => {
  const text = sillage('plan', '--people', '12')
  expect(text).toMatch(/Nothing can be released with so few people\. Find 1[5-7]\d/)
})

test('with three hundred, a small study errs by two points at most', () => {
  const points = /split-km +a split that is off by ([\d.]+) points\n/.exec(sillage('plan', '--people', '300'))
  expect(Number(points![1])).toBeLessThanOrEqual(2)
})

test('a large study is told how many flows it would show', () => {
  const draft = join(newDirectory(), 'draft.json')
  writeFileSync(draft, JSON.stringify(newDraft('large', '2027-01')))
  const few = /flows +([\d.]+) rows/.exec(sillage('plan', '--people', '300', '--draft', draft))
  const many = /flows +([\d.]+) rows/.exec(sillage('plan', '--people', '2000', '--draft', draft))
  expect(Number(few![1])).toBeLessThan(3)
  expect(Number(many![1])).toBeGreaterThan(4)
})

test('the assessment in the documentation is the one that the code fills in', () => {
  const draft = newDraft('small', '2027-01')
  const document = readFileSync('docs/dpia.md', 'utf8')
  expect(document).toContain(dpiaText(draft, 'en'))
  expect(document).toContain(dpiaText(draft, 'fr'))
  expect(document).toContain(`Argon2id, ${passphraseCost.memoryKiB / 1024} MiB`)
})
