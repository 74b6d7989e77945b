/** The seventh step: what aids outside the trace say of a section that its fixes alone have judged. */
import type { Trace } from '../trace/trace.ts'
import type { Mode } from './mode.ts'
import { modes } from './mode.ts'
import type { Network } from './network.ts'
import { withNetwork } from './network.ts'
import type { Section } from './segmentation.ts'

/** Ways that are never on a line, whatever runs beside them. */
const offLine: readonly string[] = ['foot', 'air']

/** The section with mode, probabilities and line as the transit network corrects them; unchanged without one. */
export function aided(kept: Trace, section: Section, network: Network | undefined): Section {
  if (network === undefined || offLine.includes(modes[section.mode].family)) return section
  const { latDeg, lonDeg, timeMs } = kept
  const { first, last } = section
  const evidence = network.match({ latDeg, lonDeg, timeMs, first, last })
  if (evidence.lines.length === 0 && evidence.covered.length === 0) return section
  const { probabilities, line, match } = withNetwork(section.probabilities, evidence)
  const [mode, confidence] = likeliest(probabilities)
  return {
    ...section,
    mode,
    confidence,
    probabilities,
    evidence: {
      ...section.evidence,
      ...(mode === section.mode ? {} : { decidedBy: 'network' }),
      ...(match && { ride: match }),
    },
    ...(line === undefined ? {} : { line }),
  }
}

function likeliest(probabilities: Section['probabilities']): [Mode, number] {
  const entries = Object.entries(probabilities) as [Mode, number][]
  return entries.reduce((best, each) => (each[1] > best[1] ? each : best), ['unknown', 0])
}
