/** The card of a mode model: what it was trained on, by which command, what it sees, how large it is. */
import { createHash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { mapping } from '../../shared/engine/context-thresholds.ts'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { modelClasses } from '../../shared/engine/model/mode-model.ts'
import { sectionFeatureNames } from '../../shared/engine/section-features.ts'
import { windowFeatureNames } from '../../shared/engine/windows.ts'
import type { Collection, Recording } from './labelled.ts'

/** How much of a collection was read. */
interface Counts {
  recordings: number
  fixes: number
  readonly people: Set<string>
}

/** A collection that counts what is read from it. */
export interface Counted extends Collection {
  readonly counts: Counts
}

/** Counts anew each time the collection is read. */
export function counted(collection: Collection): Counted {
  const counts: Counts = { recordings: 0, fixes: 0, people: new Set() }
  return { ...collection, counts, recordings: () => counting(collection, counts) }
}

function* counting(collection: Collection, counts: Counts): Generator<Recording> {
  counts.recordings = 0
  counts.fixes = 0
  counts.people.clear()
  for (const recording of collection.recordings()) {
    counts.recordings++
    counts.fixes += recording.trace.length
    counts.people.add(recording.person)
    yield recording
  }
}

/** The card as Markdown. `bytes` is the model file, `args` what the training command was given. */
export function modelCard(
  model: ModeModel,
  bytes: Uint8Array,
  collections: readonly Counted[],
  args: readonly string[],
): string {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return `# Mode model \`${model.id}\`

Tells ${modelClasses.join(', ')} from each other, for windows of half a minute and for whole sections. It is used where Sillage runs, on one person's own fixes; no fix leaves for it. Finer modes are told by speed (\`shared/engine/refine.ts\`) and by the transit network. How right it is, and for whom: [accuracy.md](accuracy.md).

| | |
|---|---|
| SHA-256 of the model file | \`${hash}\` |
| size: as it is, gzip, brotli | ${grouped(bytes.length)}, ${grouped(gzipSync(bytes, { level: 9 }).length)}, ${grouped(brotliCompressSync(bytes).length)} bytes |
| trees, nodes: windows | ${sizeOf(model.windows)} |
| trees, nodes: sections | ${sizeOf(model.sections)} |
| method | gradient-boosted trees (XGBoost, \`scripts/train/train.py\`), then the likeliest sequence (\`shared/engine/decode.ts\`) |
| command | \`npm run train -- ${args.map(withoutFolder).join(' ')}\` |

## Data

| collection | licence | people, days or journeys | recordings | fixes |
|---|---|---|---|---|
${collections.map(rowOf).join('\n')}

Recordings count each way in which one recording was thinned or stripped. A model inherits what its data forbid: one that was trained on data which may not be passed on may not be passed on.${collections.some(({ tellsStops }) => tellsStops) ? ' Where nobody told its people what to label, windows whose label the other half of them make hard to believe were left out (`scripts/train/train.py`).' : ''}

## What it sees

${model.map.places.length === 0 ? 'No position, no date, no hour, no place; only how one moves.' : `How one moves, no date and no hour; and which of the ${grouped(model.map.places.length)} places it knows one passed: squares and directions that at least ${mapping.leastPeople} of its people passed, with by what how many did. Whoever has the file can read these.`}

- Of a window: ${windowFeatureNames.join('; ')}.
- Of a section: ${sectionFeatureNames.join('; ')}.
`
}

const grouped = (value: number): string => value.toLocaleString('en-US')

const sizeOf = ({ roots, feature }: ModeModel['windows']): string =>
  `${grouped(roots.length)}, ${grouped(feature.length)}`

/** Of a path only its last name: where it lay says nothing to anybody else. */
const withoutFolder = (arg: string): string => arg.split('/').at(-1) ?? ''

const rowOf = ({ name, licence, counts }: Counted): string =>
  `| ${name} | ${licence} | ${grouped(counts.people.size)} | ${grouped(counts.recordings)} | ${grouped(counts.fixes)} |`
