/** The map of a year in use: how soon it is drawn, and how smoothly it moves. */
import type { Page } from 'playwright-core'
import { en } from '../../client/words/en.ts'

/** Frames of a movement. */
interface Frames {
  readonly framesPerS: number
  readonly longestMs: number
}

export interface MapUse {
  /** From asking for it, its code included, until its cells are on screen, ms. */
  readonly firstDrawnMs: number
  readonly panned: Frames
  readonly zoomed: Frames
  readonly longestTaskMs: number
}

/** Each movement goes on for so many frames. */
const frames = 80

/** Chooses the year in the analysis, which is on screen, and uses its map. */
export async function yearMap(page: Page): Promise<MapUse> {
  await page.getByLabel(en.analysis.unit, { exact: true }).selectOption('year')
  await page.getByRole('button', { name: en.analysis.drawMap }).waitFor()
  await page.evaluate(watchTasks)
  const firstDrawnMs = await page.evaluate<number>(draw(en.analysis.drawMap))
  await page.locator('[data-testid=heat-map] canvas').scrollIntoViewIfNeeded()
  const panned = await page.evaluate<Frames>(moving(pan))
  const zoomed = await page.evaluate<Frames>(moving(zoom))
  const longestTaskMs = await page.evaluate<number>('globalThis.longestTaskMs')
  return { firstDrawnMs, panned, zoomed, longestTaskMs }
}

const watchTasks = `{
  globalThis.longestTaskMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      globalThis.longestTaskMs = Math.max(globalThis.longestTaskMs, duration)
  }).observe({ type: 'longtask' })
}`

/** Presses the button, and waits until the map has cells and the frame after them has begun. */
const draw = (label: string): string => `new Promise((resolve) => {
  const startMs = performance.now()
  const look = () => {
    const cells = Number(document.querySelector('[data-testid=heat-map]')?.dataset.cells ?? 0)
    if (cells === 0) return requestAnimationFrame(look)
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - startMs)))
  }
  for (const button of document.querySelectorAll('button'))
    if (button.textContent === ${JSON.stringify(label)}) button.click()
  look()
})`

/** Some of the way there and back again. */
const pan = `const key = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'][Math.floor(n / 5) % 4]
  canvas.dispatchEvent(new KeyboardEvent('keydown', { key }))`
/** Five steps of zoom nearer around the middle and back, with the wheel. */
const zoom = `const box = canvas.getBoundingClientRect()
  const [clientX, clientY] = [box.left + box.width / 2, box.top + box.height / 2]
  const deltaY = Math.floor(n / 40) % 2 ? 40 : -40
  canvas.dispatchEvent(new WheelEvent('wheel', { ctrlKey: true, cancelable: true, deltaY, clientX, clientY }))`

/** A row of pixels is read in each frame: that waits until the frame before is really drawn, and tells that it is another. */
const moving = (move: string): string => `new Promise((resolve) => {
  const canvas = document.querySelector('[data-testid=heat-map] canvas')
  const context = canvas.getContext('2d')
  const seen = new Set()
  let [n, longestMs, beforeMs] = [0, 0, 0]
  const startMs = performance.now()
  const step = (nowMs) => {
    if (beforeMs > 0) longestMs = Math.max(longestMs, nowMs - beforeMs)
    beforeMs = nowMs
    seen.add(String(context.getImageData(0, canvas.height / 2, canvas.width, 1).data))
    if (n === ${frames}) {
      if (seen.size < 10) throw new Error('The map did not move.')
      return resolve({ framesPerS: n * 1000 / (performance.now() - startMs), longestMs })
    }
    ${move}
    n++
    requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})`
