/** Whether maps show streets is a matter of privacy: an archive that is taken in never turns them on. */
import { expect, test } from 'vitest'
import { readArchive } from '../../../shared/archive/archive.ts'
import { restoreArchive } from '../../../shared/archive/restore.ts'
import { decodeJson } from '../../../shared/vault/records.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { emptyVault, filledVault, dayFilling as filling } from './any-vault.ts'

test.each([
  ['off where either says so', false, { streets: true }, { streets: false }, false],
  ['off here, whatever the archive says', false, { streets: false }, { streets: true }, false],
  ['not turned on by an archive', false, {}, { streets: true }, undefined],
  ['as the archive says where the vault is empty', true, {}, { streets: true }, true],
])('streets under maps are %s', async (_, isEmpty, own, archived, expected) => {
  const from = await filledVault(1, {
    ...filling,
    settings: { blindMode: false, deviceNames: {}, ...archived },
  })
  const settings = { blindMode: true, deviceNames: {}, ...own }
  const into = isEmpty ? await emptyVault(2) : await filledVault(2, { ...filling, settings })
  await restoreArchive(into.context, await readArchive(await ready(), await from.archive()))
  const read = decodeJson((await into.plaintext()).get('settings/all')!) as { streets?: boolean }
  expect(read.streets).toBe(expected)
})
