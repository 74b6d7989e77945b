/** A pattern for each family of modes, so that charts do not speak by colour alone. */
import type { ComponentChildren } from 'preact'
import type { ModeFamily } from '../../shared/engine/mode.ts'
import { modes } from '../../shared/engine/mode.ts'
import { words } from '../words/words.ts'

/** All families, in the order in which they are stacked. */
export const families = [...new Set(Object.values(modes).map((mode) => mode.family))]

/** Side of a pattern's tile. */
const tile = 8

/** What is drawn on each family's tile, over a pale ground of the same colour; a car's is plain. */
const motifs: Record<ModeFamily, ComponentChildren> = {
  foot: <circle cx="4" cy="4" r="1.7" class="motif-dot" />,
  cycle: <path d="M-2 10 10 -2M-2 2 2 -2M6 10 10 6" />,
  'road-transit': <path d="M0 2H8M0 6H8" />,
  car: <path d="M0 4H8" class="motif-full" />,
  'two-wheeler': <path d="M-2 10 10 -2M-2 -2 10 10" />,
  rail: <path d="M2 0V8M6 0V8" />,
  air: <path d="M2 4H6M4 2V6" />,
  water: <path d="M0 4Q2 1 4 4T8 4" />,
  unknown: <path d="M0 8 8 0" class="motif-thin" />,
}

/** The patterns; once on a page that has charts. */
export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {families.map((family) => (
          <pattern
            key={family}
            id={`pattern-${family}`}
            class={`pattern pattern-${family}`}
            width={tile}
            height={tile}
            patternUnits="userSpaceOnUse"
          >
            <rect width={tile} height={tile} class="pattern-ground" />
            {motifs[family]}
          </pattern>
        ))}
      </defs>
    </svg>
  )
}

/** The fill of a family's shapes. */
export const fillOf = (family: ModeFamily): string => `url(#pattern-${family})`

export function FamilyLegend({ shown }: { shown: readonly ModeFamily[] }) {
  const text = words().families
  return (
    <ul class="mode-names chart-legend">
      {families
        .filter((family) => shown.includes(family))
        .map((family) => (
          <li key={family} class="mode-name">
            <svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true" focusable="false">
              <rect
                class={`shape shape-${family}`}
                fill={fillOf(family)}
                x="1"
                y="1"
                width="22"
                height="14"
                rx="2"
              />
            </svg>
            {text[family]}
          </li>
        ))}
    </ul>
  )
}
