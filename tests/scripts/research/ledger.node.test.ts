/** What a study has spent is written down once, whatever crashes, runs beside it or is tampered with. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../scripts/release/ledger.ts'
import { openLedger } from '../../../scripts/release/ledger.ts'
import { makeRelease } from '../../../scripts/release/make.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { epsilonPerMonthMilli } from '../../../shared/research/study.ts'
import { randomBytes } from '../../../shared/vault/sodium.ts'
import { filesHolding, temporaryDirectories } from '../../server/store/directory.ts'
import { testDefinition } from '../../support/study.ts'
import { drawnMonth, drawnOf, madeAt, spendingOf } from './months.ts'

const newDirectory = temporaryDirectories()
const newPath = (): string => join(newDirectory(), 'ledger.sqlite')
const definition = await testDefinition()
const perMonth = epsilonPerMonthMilli(definition)

/** Spends a month on a ledger that is opened for it. */
async function spend(path: string, month: string, of: StudyDefinition = definition): Promise<Entry> {
  const ledger = openLedger(path)
  try {
    return await ledger.spend(spendingOf(of, month), async () => drawnOf(of))
  } finally {
    ledger.close()
  }
}

const plain = ({ files, ...entry }: Entry) => ({
  ...entry,
  files: [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]),
})

function lines(path: string) {
  const ledger = openLedger(path)
  const found = ledger.lines()
  ledger.close()
  return found
}

describe('a month', () => {
  test('is spent once: asked again, even by another process, it is the same bytes', async () => {
    const path = newPath()
    const first = await spend(path, '2026-01')
    expect(first.line).toMatchObject({ number: 1, spentMilli: perMonth, spentInAllMilli: perMonth })
    expect(plain(await spend(path, '2026-01'))).toEqual(plain(first))
    expect(lines(path)).toHaveLength(1)
  })

  test('that had too few people spends nothing, and stays closed', async () => {
    const ledger = openLedger(newPath())
    const spending = spendingOf(definition, '2026-01')
    await ledger.spend(spending, async () => ({ kind: 'closed', tables: [] }))
    const again = await ledger.spend(spending, async () => drawnOf(definition))
    ledger.close()
    expect(again.line).toMatchObject({ outcome: 'closed', spentMilli: 0, spentInAllMilli: 0 })
    expect(again.files.size).toBe(0)
  })

  test('that was closed by noise has spent its gate, and stays closed', async () => {
    const path = newPath()
    const ledger = openLedger(path)
    const tables = [{ id: 'participants', epsilonMilli: 200, sensitivity: 1, delta: 1e-6 }]
    const spending = spendingOf(definition, '2026-01')
    await ledger.spend(spending, async () => ({ kind: 'closed', tables }))
    const again = await ledger.spend(spending, async () => drawnOf(definition))
    ledger.close()
    expect(again.line).toMatchObject({ outcome: 'closed', spentMilli: 200, spentInAllMilli: 200 })
    expect(again.files.size).toBe(0)
  })

  test('whose package cannot be made leaves the ledger as it was', async () => {
    const path = newPath()
    await spend(path, '2026-01')
    const ledger = openLedger(path)
    const failing = ledger.spend(spendingOf(definition, '2026-02'), async () => ({
      ...drawnOf(definition),
      pack: () => Promise.reject(new Error('the disk is full')),
    }))
    await expect(failing).rejects.toThrow('the disk is full')
    expect(ledger.lines()).toHaveLength(1)
    ledger.close()
  })
})

describe('the total of a study', () => {
  test('is never exceeded, by no version, while other studies go on', async () => {
    const path = newPath()
    const small = { ...definition, epsilonTotalMilli: 2 * perMonth + perMonth - 1 }
    await spend(path, '2026-01', small)
    await spend(path, '2026-02', small)
    for (const of of [small, { ...small, version: 2 }])
      await expect(spend(path, '2026-03', of)).rejects.toMatchObject({ code: 'conflict' })
    // What was released is still given.
    expect((await spend(path, '2026-02', small)).line.number).toBe(2)
    const other = await spend(path, '2026-03', { ...small, id: 'another-study' })
    expect(other.line).toMatchObject({ number: 3, spentInAllMilli: perMonth })
    expect(lines(path)).toHaveLength(3)
  })
})

describe('releases at the same time', () => {
  const child = join(import.meta.dirname, 'spend-child.ts')
  const start = (path: string, month: string, how: string) =>
    spawn(process.execPath, [child, path, month, how], { stdio: ['ignore', 'pipe', 'inherit'] })

  async function textOf(running: ReturnType<typeof start>): Promise<string> {
    let text = ''
    for await (const piece of running.stdout) text += piece
    return text
  }

  test('of one month by four processes spend it once, and all have the same bytes', async () => {
    const path = newPath()
    const seals = await Promise.all(Array.from({ length: 4 }, () => textOf(start(path, '2026-01', 'whole'))))
    expect(seals[0]).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/)
    expect(new Set(seals).size).toBe(1)
    expect(lines(path)).toHaveLength(1)
  }, 60_000)

  test('of different months are one chain', async () => {
    const path = newPath()
    const months = ['2026-01', '2026-02', '2026-03']
    await Promise.all(months.map((month) => textOf(start(path, month, 'whole'))))
    expect(
      lines(path)
        .map(({ month }) => month)
        .sort(),
    ).toEqual(months)
    expect(lines(path).at(-1)?.spentInAllMilli).toBe(3 * perMonth)
  }, 60_000)

  test.each(['drawn', 'packed'])(
    'of which one is killed when noise was %s: nothing is spent and no byte of it is there',
    async (when) => {
      const path = newPath()
      await spend(path, '2026-01')
      const running = start(path, '2026-02', when)
      let secret = ''
      for await (const piece of running.stdout) {
        secret = String(piece)
        break
      }
      expect(secret).toMatch(/^noise [0-9a-f]{32}$/)
      running.kill('SIGKILL')
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit')
      expect(lines(path)).toHaveLength(1)
      const again = await spend(path, '2026-02')
      expect(again.line).toMatchObject({ number: 2, spentInAllMilli: 2 * perMonth })
      const lost = Buffer.from(secret.slice(6))
      expect(filesHolding(join(path, '..'), lost)).toEqual([])
      expect([...again.files.values()].some((bytes) => Buffer.from(bytes).includes(lost))).toBe(false)
    },
    60_000,
  )
})

describe('a ledger that was tampered with', () => {
  const changes: [string, string][] = [
    [
      'a cost is made smaller',
      `UPDATE line SET content = replace(content, '"spentMilli":${perMonth}', '"spentMilli":1')`,
    ],
    [
      'a month is renamed',
      "UPDATE line SET content = replace(content, '2026-02', '2026-09'), month = '2026-09' WHERE number = 2",
    ],
    ['a line is no line', "UPDATE line SET content = 'paid' WHERE number = 2"],
    [
      'a line between is gone',
      'DELETE FROM package_file WHERE number = 2; DELETE FROM line WHERE number = 2',
    ],
    [
      'the first line is gone',
      'DELETE FROM package_file WHERE number = 1; DELETE FROM line WHERE number = 1',
    ],
    [
      'a byte of a package is another',
      "UPDATE package_file SET bytes = x'00' WHERE number = 1 AND path = 'README.md'",
    ],
    ['a file of a package is gone', "DELETE FROM package_file WHERE number = 3 AND path = 'README.md'"],
    ['a hash is another', `UPDATE line SET seal = '${'0'.repeat(64)}' WHERE number = 3`],
  ]

  test.each(changes)('is not used: %s', async (_, sql) => {
    const path = newPath()
    for (const month of ['2026-01', '2026-02', '2026-03']) await spend(path, month)
    const db = new Database(path)
    for (const { name } of db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .all())
      db.exec(`DROP TRIGGER ${name}`)
    db.exec(sql)
    db.close()
    expect(() => openLedger(path)).toThrow(/^Line \d of the ledger does not hold/)
  })

  test('is guarded by the database itself, too', async () => {
    const path = newPath()
    await spend(path, '2026-01')
    const db = new Database(path)
    for (const sql of ['UPDATE line SET number = 2', 'DELETE FROM line', 'DELETE FROM package_file'])
      expect(() => db.exec(sql)).toThrow('append-only')
    db.close()
  })
})

describe('a real release', () => {
  test('names its line, whose hash nobody could know before, and spends what its tables say', async () => {
    const path = newPath()
    const given = await drawnMonth(300)
    const ledger = openLedger(path)
    const entry = await makeRelease(ledger, given)
    const again = await makeRelease(ledger, { ...given, vectors: [], random: randomBytes })
    ledger.close()
    expect(plain(again)).toEqual(plain(entry))
    const privacy = new TextDecoder().decode(entry.files.get('privacy.json'))
    expect(privacy).toContain(entry.hash)
    expect(entry.line.madeAt).toBe(madeAt)
    expect(entry.line.tables.find(({ id }) => id === 'flows')).toEqual({
      ...{ id: 'flows', epsilonMilli: 200, sensitivity: 2, delta: 1e-6 },
    })
    expect(entry.line.tables.find(({ id }) => id === 'split-km')?.delta).toBe(0)
    expect(entry.line.spentMilli).toBe(epsilonPerMonthMilli(given.study.definition))
  })

  describe('tells the same whether a month before was closed by noise, had one person too few, or nobody asked', () => {
    /** May, after an April of so many people; no April without a number. */
    async function mayAfter(april: number | undefined) {
      const ledger = openLedger(newPath())
      const total = { epsilonTotalMilli: perMonth + 4 * 200 }
      if (april !== undefined)
        await makeRelease(ledger, { ...(await drawnMonth(april, total)), month: '2026-04' })
      const entry = await makeRelease(ledger, await drawnMonth(300, total))
      const before = ledger.lines().at(-2)
      ledger.close()
      return { entry, before, privacy: new TextDecoder().decode(entry.files.get('privacy.json')) }
    }
    const months = [50, 49, undefined]

    test('its package says one and the same of what was spent, which is no less than that', async () => {
      const after = await Promise.all(months.map(mayAfter))
      expect(after.map(({ entry }) => entry.line.spentInAllMilli)).toEqual([
        ...[perMonth + 200, perMonth, perMonth],
      ])
      // January to April as if people had been counted, for 0.2 each, and May.
      for (const { privacy } of after)
        expect(JSON.parse(privacy).epsilonOfStudy).toEqual({ most: 2.3, spentAtMost: 2.3 })
    })

    test('and the hash that it names tells nothing to who tries all lines that it may follow', async () => {
      const { entry, before } = await mayAfter(50)
      const sha = (text: string) => createHash('sha256').update(text).digest('hex')
      expect(sha(JSON.stringify(entry.line))).toBe(entry.hash)
      // Everything in the line but its blind can be had or tried.
      const guessed = { ...entry.line, blind: '0'.repeat(64) }
      expect(sha(JSON.stringify(guessed))).not.toBe(entry.hash)
      expect(entry.line.blind).not.toBe(before?.blind)
    })
  })

  test('of too few draws no noise at all', async () => {
    const ledger = openLedger(newPath())
    const given = await drawnMonth(49)
    const random = () => {
      throw new Error('noise was drawn')
    }
    const { line, files } = await makeRelease(ledger, { ...given, random })
    expect(line).toMatchObject({ outcome: 'closed', tables: [], spentMilli: 0 })
    expect(files.size).toBe(0)
    ledger.close()
  })

  test.each([49, 50])(
    'of a month that was asked of %i people is not made when more have come: it would tell which of the two it was',
    async (people) => {
      const ledger = openLedger(newPath())
      await makeRelease(ledger, await drawnMonth(people))
      const later = await makeRelease(ledger, await drawnMonth(300))
      ledger.close()
      expect([later.line.outcome, later.files.size]).toEqual(['closed', 0])
    },
  )

  test('that noise alone refuses is closed, at the cost of the count of participants', async () => {
    const ledger = openLedger(newPath())
    // Fifty people at ε = 0.2 pass a threshold of some 115 once in a million times.
    const entry = await makeRelease(ledger, await drawnMonth(50))
    const again = await makeRelease(ledger, await drawnMonth(300))
    ledger.close()
    expect(entry.line).toMatchObject({ outcome: 'closed', spentMilli: 200 })
    expect(plain(again)).toEqual(plain(entry))
  })
})
