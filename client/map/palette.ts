/** Colours and dashes of the map, taken from the style sheet so that light, dark, list and map agree. */
import type { ModeFamily } from '../../shared/engine/mode.ts'
import { modes } from '../../shared/engine/mode.ts'

export interface Palette {
  readonly sea: string
  readonly land: string
  readonly grid: string
  readonly text: string
  readonly halo: string
  readonly accent: string
  line(family: ModeFamily): { readonly colour: string; readonly dash: readonly number[] }
}

const families = [...new Set(Object.values(modes).map((mode) => mode.family))]

/** The palette as it is now at `element`. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const value = (name: string): string => style.getPropertyValue(name).trim()
  const lines = new Map(
    families.map((family) => [
      family,
      { colour: value(`--mode-${family}`), dash: dashOf(value(`--dash-${family}`)) },
    ]),
  )
  const none = { colour: value('--ink'), dash: [] }
  return {
    sea: value('--map-sea'),
    land: value('--map-land'),
    grid: value('--map-grid'),
    text: value('--map-text'),
    halo: value('--map-halo'),
    accent: value('--sun'),
    line: (family) => lines.get(family) ?? none,
  }
}

/** A style sheet's dash list as numbers; `none` is a whole line. */
export function dashOf(text: string): number[] {
  return text
    .split(/[\s,]+/)
    .map(Number)
    .filter((length) => Number.isFinite(length) && length > 0)
}
