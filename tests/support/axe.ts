/** The rules of WCAG 2.2 that a machine can check, by axe. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The checker's script, to be put into a page that bypasses its CSP. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that the page breaks, by WCAG 2.2 A and AA, as `rule: first element`. */
export async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeReport> }
    }
    interface AxeReport {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const report = await checker.run(document, { runOnly: { type: 'tag', values } })
    return report.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
}

/** Looks at a page narrow and wide, light and dark: no rule is broken, nothing overflows sideways. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect({ broken: await violations(page), wide }, `${name}, ${colorScheme}`).toEqual({
        broken: [],
        wide: width,
      })
    }
  }
  await page.setViewportSize({ width: 390, height: 844 })
}
