/** Colours and dashes of the map, taken from the style sheet so that light, dark, list and map agree. */
import type { ModeFamily } from '../../shared/engine/mode.ts'
import { modes } from '../../shared/engine/mode.ts'
import type { StreetColours } from './streets/paint-streets.ts'

export interface Palette {
  readonly sea: string
  readonly land: string
  readonly grid: string
  readonly shore: string
  readonly text: string
  readonly halo: string
  readonly accent: string
  readonly streets: StreetColours
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
  const [land, text, halo, water] = ['land', 'text', 'halo', 'sea'].map((name) => value(`--map-${name}`)) as [
    string,
    string,
    string,
    string,
  ]
  const none = { colour: value('--ink'), dash: [] }
  return {
    sea: water,
    land,
    grid: value('--map-grid'),
    shore: value('--map-shore'),
    text,
    halo,
    accent: value('--sun'),
    streets: {
      ...{ land, text, halo, water, river: water },
      edge: value('--map-street-edge'),
      green: value('--map-green'),
      building: value('--map-building'),
      rail: value('--map-rail'),
      path: value('--map-path'),
      minor: value('--map-street'),
      medium: value('--map-street'),
      major: value('--map-street'),
      motorway: value('--map-motorway'),
    },
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
