/**
 * The edits of trips as a vault holds them: a set of entries with ids of their own, beside a set of the ids that were taken
 * back. Both only grow, so that changes made anywhere, at any time and in any order, even twice, come to the same.
 */
import type { Edit } from '../analysis/edits/registry.ts'
import { readEdits } from '../analysis/edits/registry.ts'
import type { RecordName } from './records.ts'
import { decodeJson, encodeJson } from './records.ts'

/** What was said at one go, or taken back; also all of it, as both sets. */
export interface EditChange {
  readonly added: readonly Edit[]
  /** Ids of edits. */
  readonly takenBack: readonly string[]
}

/** Their two records. */
export const editsName: RecordName = 'edits/all'
export const takenBackName: RecordName = 'edits/taken-back'

/** Both sets, from the contents of their records; a record that is not there yet is an empty set. */
export function editSets(contents: ReadonlyMap<RecordName, Uint8Array>): EditChange {
  const [edits, takenBack] = [contents.get(editsName), contents.get(takenBackName)]
  return {
    added: edits ? readEdits(decodeJson(edits)) : [],
    takenBack: takenBack ? (decodeJson(takenBack) as string[]) : [],
  }
}

/** Both sets with the changes taken in: what is there stays as it is, and what was taken back is not said again. */
export function mergeEdits(written: EditChange, changes: readonly EditChange[]): EditChange {
  const takenBack = new Set([...written.takenBack, ...changes.flatMap((change) => change.takenBack)])
  const edits = new Map<string, Edit>()
  for (const edit of [...written.added, ...changes.flatMap(({ added }) => added)])
    if (!takenBack.has(edit.id) && !edits.has(edit.id)) edits.set(edit.id, edit)
  return { added: [...edits.values()], takenBack: [...takenBack] }
}

/** Both sets as contents of their records. */
export const editContents = ({ added, takenBack }: EditChange): Map<RecordName, Uint8Array> =>
  new Map([
    [editsName, encodeJson(added)],
    [takenBackName, encodeJson(takenBack)],
  ])
