/** Views that need no vault, as a visitor finds them, and as they refuse what cannot be. */
import type { Stop } from './stop.ts'
import { address } from './stop.ts'

export const closedStops: readonly Stop[] = [
  address('welcome', '/', true),
  {
    name: 'create',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.welcome.create }).click()
      await page.getByRole('heading', { name: text.create.title }).waitFor()
    },
  },
  {
    name: 'create, nothing typed',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.create.submit }).click()
      await page.getByText(text.passphrase.tooShort).waitFor()
    },
  },
  {
    name: 'unlock',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.create.haveOne }).click()
      await page.getByRole('heading', { name: text.unlock.title }).waitFor()
    },
  },
  {
    name: 'unlock, nothing typed',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.unlock.submit, exact: true }).click()
      await page.getByText(text.passphrase.missing).waitFor()
    },
  },
  {
    name: 'recover',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.unlock.recover }).click()
      await page.getByRole('heading', { name: text.recover.title }).waitFor()
    },
  },
  {
    name: 'recover, nothing typed',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.recover.submit }).click()
      await page.getByText(text.recover.notTwentyFour).waitFor()
    },
  },
  address('check', '/check', true),
  {
    name: 'help',
    loads: true,
    picture: true,
    async come({ page, address: origin, text }) {
      await page.goto(origin)
      await page.getByRole('link', { name: text.welcome.help }).click()
      await page.locator('#readers').waitFor()
    },
  },
  {
    name: 'accessibility',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.foot.accessibility }).click()
      await page.getByText('RGAA').first().waitFor()
    },
  },
  {
    name: 'about, without a vault',
    arrives: true,
    async come({ page, text }) {
      await page.getByRole('contentinfo').getByRole('link', { name: text.nav.about }).click()
      await page.getByRole('heading', { level: 1, name: text.about.title }).waitFor()
    },
  },
  address('open results', '/dashboard', true),
  address('releases', '/releases', true),
  address('an address that leads nowhere', '/nowhere'),
  address('a view of a vault, locked', '/journal'),
  address('a shared link that is gone', `/shared/${'a'.repeat(32)}`),
]
