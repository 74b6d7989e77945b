/** A stop of the tour through all views: one view in one state, and the way there from the stop before. */
import type { Page } from 'playwright-core'
import type { Words } from '../../client/words/en.ts'

/** Who goes through the views, and with what. */
export interface Tour {
  readonly page: Page
  /** Of the server, without a slash at the end. */
  readonly address: string
  readonly text: Words
  /** Of the vault that is made on the way, and that no other tour makes. */
  readonly handle: string
  /** What one stop leaves for a later one. */
  readonly kept: Map<string, string>
}

export interface Stop {
  /** What the view and its state are called, in reports and in file names. */
  readonly name: string
  /** Whether one comes here by a link of the page, so that the heading must have taken the focus. */
  readonly arrives?: true
  /** Whether the browser loads the page anew, so that nothing has the focus yet. */
  readonly loads?: true
  /** Whether docs/screens shows it. */
  readonly picture?: true
  come(tour: Tour): Promise<void>
}

/** A view at an address of its own, which the browser loads anew. */
export const address = (name: string, path: string, picture?: true): Stop => ({
  name,
  loads: true,
  ...(picture && { picture }),
  come: async ({ page, address: origin }) => {
    await page.goto(origin + path)
    await page.locator('h1').waitFor()
  },
})

/** Follows a link of the main navigation. */
export async function visit({ page, text }: Tour, view: keyof Words['nav']): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: text.nav[view], exact: true }).click()
  await page.locator('[aria-current=page]', { hasText: text.nav[view] }).waitFor()
}

/** Opens all of a page's parts that can be opened. */
export async function openAll(page: Page, where: string): Promise<void> {
  await page.locator(`${where}:not([open]) > summary`).evaluateAll((summaries) => {
    for (const summary of summaries as unknown as { click(): void }[]) summary.click()
  })
}
