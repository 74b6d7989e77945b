/** The rules of WCAG 2.2 that a machine can check, by axe. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

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
