/** The demo's study: said to be one, worked through on the device, and nothing of it is sent. */
import { describe, expect, test } from 'vitest'
import { demoPage, go } from '../support/demo-page.ts'
import { languages } from '../support/languages.ts'
import { setStage } from '../support/stage.ts'
import { allOf } from '../support/waiting.ts'

const stage = setStage()

describe.each(languages)('in %s', (_, text) => {
  test('the demo’s study can be tried to its end, and no request leaves', async () => {
    const { context, page } = await demoPage(stage.browser, stage.address, text)
    const words = text.studies
    const asked: string[] = []
    await go(page, text.nav.studies)
    await page.getByTestId('demo-study').waitFor()
    await expect.poll(() => page.getByTestId('demo-study').innerText()).toBe(words.demo)
    await page.getByTestId('study').getByRole('link').click()
    await page.getByTestId('preview').waitFor()
    context.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const boxes = page.getByTestId('study-tables').getByRole('checkbox')
    for (const box of await allOf(boxes)) expect(await box.isChecked()).toBe(false)
    await boxes.first().check()
    await page.getByTestId('numbers').first().waitFor()
    await page.getByRole('button', { name: words.agree, exact: true }).click()
    await page.getByTestId('agreed').waitFor()
    await page.getByRole('button', { name: words.withdraw, exact: true }).click()
    await page.getByTestId('acknowledged').waitFor()
    expect(asked.filter((path) => path.startsWith('/api'))).toEqual([])
    await context.close()
  })
})
