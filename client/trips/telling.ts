/** Corrections in a sentence. */
import type { Edit } from '../../shared/analysis/edits/registry.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { clock, counted, dayAt, distance, exactClock, fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'
import type { Correction } from './corrections.ts'

/** What was said, in the order in which it was, without of which trip. */
export function tellWhat({ edits }: Correction): string {
  return [...new Set(edits.map(tellEdit))].reverse().join(' ')
}

/** Of which trip it was said, or of how many. */
export function tellWhere({ edits }: Correction): string {
  const [first] = edits
  const text = words().corrections
  const spans = new Set(edits.map(({ start }) => start)).size
  const { start, end } = first!
  const timeZone = first!.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const span = { day: dayAt(start, timeZone), start: clock(start, timeZone), end: clock(end, timeZone) }
  return spans === 1 ? fill(text.where, span) : counted(text.trips, spans)
}

function tellEdit(edit: Edit): string {
  const { corrections: text, modes, purposes } = words()
  const zone = edit.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  switch (edit.kind) {
    case 'mode':
      return edit.mode === null ? text.modeAsDetected : fill(text.mode, { mode: modes[edit.mode] })
    case 'people':
      return edit.people === null ? text.peopleUnsaid : counted(text.people, edit.people)
    case 'vehicle':
      return edit.vehicle === null ? text.vehicleUnsaid : fill(text.vehicle, { name: edit.vehicle.name })
    case 'purpose':
      return edit.purpose === null
        ? text.purposeAsDetected
        : fill(text.purpose, { purpose: purposes[edit.purpose] })
    case 'name':
      return edit.name === '' ? text.nameGone : fill(text.name, { name: edit.name })
    case 'note':
      return edit.note === '' ? text.noteGone : text.note
    case 'split':
      return fill(edit.of === 'trip' ? text.splitTrip : text.splitSection, {
        time: exactClock(edit.at, zone),
      })
    case 'merge':
      return edit.of === 'trip' ? text.mergeTrips : text.mergeSections
    case 'boundary':
      return fill(text.boundary, { was: exactClock(edit.was, zone), time: exactClock(edit.at, zone) })
    case 'delete':
      return text.deleted
    case 'add':
      return fill(text.added, { mode: modes[edit.mode], distance: distance(edit.distanceM) })
  }
}

/** A section as its owner finds it in the table: its number, mode and times. */
export function tellSection({ sections, timeZone }: ShownTrip, at: number): string {
  const { mode, start, end } = sections[at]!
  return fill(words().correct.section, {
    number: number(at + 1),
    mode: words().modes[mode],
    start: clock(start, timeZone),
    end: clock(end, timeZone),
  })
}
