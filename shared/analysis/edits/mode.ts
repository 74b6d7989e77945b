/** The mode of sections; null lets stand what was found. */
import type { Mode } from '../../engine/mode.ts'
import { judgedAs } from '../documents.ts'
import type { Said, SectionKind } from './edit.ts'
import { needSome, overlaps, spanOf } from './span.ts'

export interface ModeEdit extends Said {
  readonly kind: 'mode'
  readonly mode: Mode | null
}

export const modeKind: SectionKind<ModeEdit> = {
  apply: (section, { mode }, set) => (mode === null ? section : judgedAs(section, mode, { [mode]: 1 }, set)),
  check(trips, edit) {
    needSome(trips, (trip) => overlaps(spanOf(edit), spanOf(trip)))
  },
}
