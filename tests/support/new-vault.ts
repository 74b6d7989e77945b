/** A vault of one's own, made in a browser as a person makes it. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { en } from '../../client/words/en.ts'

export const passphrase = 'a long passphrase by the sea'

/** From the first page to the empty vault; the recovery words are copied from the page, as from paper. */
export async function createVault(page: Page, text: typeof en, handle: string): Promise<void> {
  await page.getByRole('link', { name: text.welcome.create }).click()
  await page.getByLabel(text.handle.label, { exact: true }).fill(handle)
  await page.getByLabel(text.passphrase.label, { exact: true }).fill(passphrase)
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
