/** The demo vault in a browser of its own, far from the demo's time zone: times must be those of the place. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { en } from '../../client/words/en.ts'

/** Opens the demo vault of the server at `address` and waits for its trips. */
export async function demoPage(
  browser: Browser,
  address: string,
  text: typeof en,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: text.locale,
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    timezoneId: 'Pacific/Auckland',
  })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: text.welcome.demo }).click()
  await page.getByTestId('trip-row').first().waitFor()
  return { context, page }
}

/** Follows a link of the main navigation. */
export const go = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

/** Waits until the page says this of what was done. */
export const said = (page: Page, message: string): Promise<void> =>
  page.getByTestId('status').getByText(message).waitFor()

/** Asks for more until the whole list is on screen. */
export async function showAll(page: Page, text: typeof en): Promise<void> {
  const more = page.getByRole('button', { name: text.common.more })
  while (await more.isVisible()) await more.click()
}
