/** Habits in an open vault: learned when it is read, in every figure and export, and forgotten when asked. */
import { expect, test } from 'vitest'
import type { ShownTrip } from '../../../client/vault-protocol.ts'
import type { OpenVault } from '../../../client/worker/open-vault.ts'
import { openDemo } from '../../support/open-demo.ts'

/** The longest section of a trip. */
const ride = ({ sections }: ShownTrip) => sections.reduce((a, b) => (b.distanceM > a.distanceM ? b : a))
const exportedTaxis = async (vault: OpenVault): Promise<number> => {
  const { content } = await vault.exportAll({ format: 'csv' })
  return new TextDecoder().decode(content).split(',taxi,').length - 1
}

test('three corrections of a commute change others like it, in the view and in exports, until forgotten', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  expect(before.places.map(({ role }) => role).filter(Boolean)).toEqual(['home', 'work'])
  const home = before.places.find(({ role }) => role === 'home')!.id
  const commutes = before.trips.filter(({ purpose, from }) => purpose === 'commute' && from === home)
  const [alike] = [...Map.groupBy(commutes, (trip) => ride(trip).mode).values()].sort(
    (a, b) => b.length - a.length,
  )
  expect(alike!.length).toBeGreaterThan(3)
  for (const { start, end } of alike!.slice(0, 3).map(ride))
    await vault.correct({ edits: [{ kind: 'mode', start, end, mode: 'taxi' }] })

  const learned = await vault.view()
  const changed = learned.trips.flatMap(({ habits }) => habits)
  expect(changed.length).toBeGreaterThan(0)
  expect(learned.habits).toMatchObject({
    changed: changed.length,
    learned: [{ from: home, mode: 'taxi', corrections: 3 }],
  })
  expect(await exportedTaxis(vault)).toBe(3 + changed.length)

  await vault.saveSettings({ learnFrom: '2100-01-01T00:00:00Z' })
  expect((await vault.view()).habits).toMatchObject({ changed: 0, learned: [] })
  expect(await exportedTaxis(vault)).toBe(3)
})

test('how one mostly travels is shown, and follows what the owner says', async () => {
  const { vault } = await openDemo()
  const before = (await vault.view()).habits.split!
  const rides = (await vault.view()).trips.flatMap(({ sections }) =>
    sections.filter(({ mode }) => mode === 'car'),
  )
  expect(rides.length).toBeGreaterThan(0)
  await vault.correct({ edits: rides.map(({ start, end }) => ({ kind: 'mode', start, end, mode: 'bus' })) })
  const { split } = (await vault.view()).habits
  expect(split!['road-transit']).toBeGreaterThan(before['road-transit'])
  expect(split!.car).toBeLessThan(before.car)
})
