/** What a machine can find wrong with a view as it is on screen, in all the ways in which people look at it. */
import type { Page } from 'playwright-core'
import type { Stop } from '../../scripts/views/stop.ts'
import { violations } from './axe.ts'

/** Narrowest screens, a wide one at 200 %, and that wide one. */
const widths = [320, 640, 1280] as const
/** Smallest side of what is aimed at, CSS pixels (WCAG 2.5.8). */
const smallestPx = 24

/** The rules that a view breaks: by axe in light and dark, and what axe does not see. */
export async function faults(
  page: Page,
  { arrives, loads }: Pick<Stop, 'arrives' | 'loads'>,
): Promise<string[]> {
  const found = loads ? [] : await focusFaults(page, arrives ? 'H1' : undefined)
  const height = 800
  for (const width of widths) {
    await page.setViewportSize({ width, height })
    found.push(...(await layoutFaults(page)).map((fault) => `${width} px: ${fault}`))
    // Between them, both ends of the range of widths are seen in both colours.
    if (width === 640) continue
    const colorScheme = width === 320 ? 'dark' : 'light'
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction(isStill)
    found.push(...(await violations(page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  await page.evaluate(noteShapes)
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  found.push(...(await highContrastFaults(page)), ...(await motionFaults(page)))
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
  return found
}

/** A colour on its way to another is neither. */
const isStill = (): boolean => document.getAnimations().every(({ playState }) => playState !== 'running')

/** Whoever follows a link hears the heading of where it led; whatever else is done, the focus is somewhere. */
async function focusFaults(page: Page, wanted: string | undefined): Promise<string[]> {
  const hasFocus = (tag: string | undefined): boolean => {
    const { tagName } = document.activeElement ?? document.body
    return tag === undefined ? tagName !== 'BODY' : tagName === tag
  }
  try {
    await page.waitForFunction(hasFocus, wanted, { timeout: 2000 })
    return []
  } catch {
    return [`focus on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 40))}`]
  }
}

/** What overflows sideways, and what is too small to be aimed at. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate((leastPx) => {
    const faults: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) faults.push('overflows sideways')
    const told = (element: Element): string => element.outerHTML.slice(0, 90)
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, .skip')
    /** A link within a sentence is as high as its line; so says the exception of WCAG 2.5.8. */
    const isInSentence = (element: Element): boolean =>
      element.tagName === 'A' &&
      getComputedStyle(element).display === 'inline' &&
      (element.parentElement?.textContent ?? '').trim().length > (element.textContent ?? '').trim().length
    const boxesOf = (element: Element): DOMRect[] => {
      const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
      return [element, ...labels].map((each) => each.getBoundingClientRect())
    }
    const aims =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]'
    for (const element of document.querySelectorAll(aims)) {
      if (!isSeen(element) || isInSentence(element)) continue
      const isEnough = boxesOf(element).some(
        ({ width, height }) => width >= leastPx - 0.5 && height >= leastPx - 0.5,
      )
      if (!isEnough) faults.push(`smaller than ${leastPx} px: ${told(element)}`)
    }
    return faults
  }, smallestPx)
}

/** Notes what is drawn with a background alone: an empty element that has one. */
function noteShapes(): void {
  const shapes = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
    if (!(element instanceof HTMLElement) || element.childNodes.length > 0 || !element.checkVisibility())
      return false
    const { width, height } = element.getBoundingClientRect()
    const { backgroundColor, backgroundImage } = getComputedStyle(element)
    const isDrawn = !/, 0\)$/.test(backgroundColor) || backgroundImage !== 'none'
    return (
      isDrawn && width >= 2 && height >= 2 && !element.matches('input, select, textarea, progress, canvas')
    )
  })
  Object.assign(window, { shapes })
}

/**
 * With colours of the reader's own, backgrounds are gone: what was drawn with a background alone has to keep an edge or its
 * colour, and what can be pressed an edge.
 */
function highContrastFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { shapes } = window as unknown as { shapes: HTMLElement[] }
    const hasEdge = (element: Element): boolean => {
      const { borderTopStyle, borderTopWidth, borderBottomStyle, outlineStyle } = getComputedStyle(element)
      const hasTop = borderTopStyle !== 'none' && borderTopWidth !== '0px'
      return hasTop || borderBottomStyle !== 'none' || outlineStyle !== 'none'
    }
    const told = (element: Element): string => element.outerHTML.slice(0, 90)
    const buttons = [...document.querySelectorAll('button, .button')].filter((each) => each.checkVisibility())
    const isGone = (element: Element): boolean =>
      !hasEdge(element) && getComputedStyle(element).forcedColorAdjust !== 'none'
    return [
      ...buttons.filter((each) => !hasEdge(each)).map((each) => `no edge in high contrast: ${told(each)}`),
      ...shapes.filter(isGone).map((each) => `gone in high contrast: ${told(each)}`),
    ]
  })
}

/** Who asks for less motion sees none. */
function motionFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const moves = [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element)
      const lasts = transitionDuration.split(', ').some((each) => Number.parseFloat(each) > 0)
      return lasts || animationName !== 'none' || scrollBehavior === 'smooth'
    })
    return moves.slice(0, 1).map((element) => `moves: ${element.outerHTML.slice(0, 90)}`)
  })
}
