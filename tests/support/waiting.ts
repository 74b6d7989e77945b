import type { Locator } from 'playwright-core'

/** All the elements of a locator, once the first of them is there: none at all is a failure. */
export async function allOf(locator: Locator): Promise<Locator[]> {
  await locator.first().waitFor({ state: 'attached' })
  return await locator.all()
}

/** Their texts, likewise. */
export async function textsOf(locator: Locator): Promise<string[]> {
  await locator.first().waitFor({ state: 'attached' })
  return await locator.allInnerTexts()
}
