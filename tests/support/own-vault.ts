/** What the owner of a vault does in a browser. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { en } from '../../client/words/en.ts'

export interface Secrets {
  readonly handle: string
  readonly passphrase: string
}

/** Makes a vault from the first screen on, until its empty list of trips. */
export async function createVault(page: Page, text: typeof en, owner: Secrets): Promise<void> {
  await page.getByRole('link', { name: text.welcome.create }).click()
  await page.getByLabel(text.handle.label, { exact: true }).fill(owner.handle)
  await page.getByLabel(text.passphrase.label, { exact: true }).fill(owner.passphrase)
  await page.getByRole('button', { name: text.create.submit }).click()
  await page.getByTestId('recovery-words').waitFor()
  const words = await page.getByTestId('recovery-words').locator('li').allInnerTexts()
  expect(words).toHaveLength(24)
  await page.getByRole('button', { name: text.create.written }).click()
  const template = text.create.wordNumber.replace('{number}', '(\\d+)')
  for (const label of await page.locator('label').allInnerTexts()) {
    const position = new RegExp(template).exec(label)?.[1]
    if (position)
      await page
        .getByLabel(label.trim(), { exact: true })
        .fill(words[Number(position) - 1]!.replace(/^\d+\.?\s*/, '').trim())
  }
  await page.getByRole('button', { name: text.create.checkSubmit }).click()
  await page.getByRole('heading', { name: text.trips.emptyTitle }).waitFor()
}

/** Opens a vault from a page that is loaded anew, until its list of trips. */
export async function unlock(page: Page, text: typeof en, address: string, owner: Secrets): Promise<void> {
  await page.goto(`${address}/unlock`)
  await typeSecrets(page, text, owner)
  await page.getByTestId('waiting-count').waitFor()
}

/** Fills in the form that opens a vault and sends it. */
export async function typeSecrets(page: Page, text: typeof en, owner: Secrets): Promise<void> {
  await page.getByLabel(text.handle.label, { exact: true }).fill(owner.handle)
  await page.getByLabel(text.passphrase.label, { exact: true }).fill(owner.passphrase)
  await page.getByRole('button', { name: text.unlock.submit, exact: true }).click()
}
