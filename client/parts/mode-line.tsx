/** How a mode looks: a line in its family's colour and dash pattern, always with its name beside or behind it. */
import type { SectionDocument } from '../../shared/analysis/document.ts'
import type { Mode } from '../../shared/engine/mode.ts'
import { modes } from '../../shared/engine/mode.ts'
import { spanMs } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** The class that gives a mode its colour and its dashes. */
export const modeClass = (mode: Mode): string => `mode-line mode-${modes[mode].family}`

/** A short piece of the mode's line; decoration beside the mode's name. */
export function ModeSample({ mode }: { mode: Mode }) {
  return (
    <svg class="mode-sample" viewBox="0 0 32 10" width="32" height="10" aria-hidden="true" focusable="false">
      <path class={modeClass(mode)} d="M2 5H30" />
    </svg>
  )
}

export function ModeName({ mode }: { mode: Mode }) {
  return (
    <span class="mode-name">
      <ModeSample mode={mode} />
      {words().modes[mode]}
    </span>
  )
}

/** Least share of the strip's width that a section gets, so that a short walk is still seen. */
const leastShare = 0.04
const stripWidth = 400

/** The trip's sections as one line, each as long as it lasted; its text is the list of modes beside it. */
export function SectionStrip({ sections }: { sections: readonly SectionDocument[] }) {
  const total = sections.reduce((sum, section) => sum + spanMs(section), 0)
  const shares = sections.map((section) => Math.max(leastShare, total > 0 ? spanMs(section) / total : 1))
  const sum = shares.reduce((a, b) => a + b, 0)
  let from = 0
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${stripWidth} 12`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {sections.map((section, i) => {
        const start = from
        from += (shares[i]! / sum) * stripWidth
        return <path key={section.start} class={modeClass(section.mode)} d={`M${start + 3} 6H${from - 3}`} />
      })}
    </svg>
  )
}

/** The modes of a trip in the order in which they were first used. */
export function tripModes(sections: readonly Pick<SectionDocument, 'mode'>[]): Mode[] {
  return [...new Set(sections.map((section) => section.mode))]
}
