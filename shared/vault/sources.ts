/** Which of several sources of fixes, phones or files, recorded a span of time. */
import { decodeTrace } from '../trace/codec.ts'
import type { Trace } from '../trace/trace.ts'
import { indexAt } from '../trace/trace.ts'
import { fixesNames } from './chunks.ts'
import type { RecordName, VaultRecords } from './records.ts'

/** A span, ISO 8601. */
interface Recorded {
  readonly start: string
  readonly end: string
}

interface Fixes {
  readonly name: RecordName
  readonly day: string
  readonly source: string
}

/** Raw records are called raw/2026-05-04/<source>. */
function fixesRecords(records: VaultRecords): Fixes[] {
  return fixesNames(records).map((name) => ({ name, day: name.slice(4, 14), source: name.slice(15) }))
}

/** Every source of fixes, in the order of their ids; no fix is read for that. */
export function sourcesOf(records: VaultRecords): string[] {
  return [...new Set(fixesRecords(records).map(({ source }) => source))].sort()
}

/**
 * For each span the sources that have a fix in it. Where a UTC day has one source only, that is known without reading;
 * where nothing was recorded in the whole of the span's days, there is none.
 */
export async function recordedBy(records: VaultRecords, spans: readonly Recorded[]): Promise<string[][]> {
  const byDay = Map.groupBy(fixesRecords(records), ({ day }) => day)
  const shared = [...byDay.values()].filter((own) => own.length > 1).flat()
  const contents = await records.read(shared.map(({ name }) => name))
  const traces = new Map([...contents].map(([name, content]) => [name, decodeTrace(content)]))
  return spans.map((span) => {
    const among = daysOf(span).flatMap((day) => byDay.get(day) ?? [])
    const own = new Set(among.map(({ source }) => source))
    if (own.size < 2) return [...own]
    const inSpan = among.filter(({ name }) => {
      const trace = traces.get(name)
      return trace === undefined || hasFixIn(trace, span)
    })
    return [...new Set(inSpan.map(({ source }) => source))].sort()
  })
}

const dayMs = 86_400_000

/** The UTC days that a span touches. */
function daysOf({ start, end }: Recorded): string[] {
  const days: string[] = []
  const lastMs = Date.parse(end)
  for (
    let dayStartMs = Math.floor(Date.parse(start) / dayMs) * dayMs;
    dayStartMs <= lastMs;
    dayStartMs += dayMs
  )
    days.push(new Date(dayStartMs).toISOString().slice(0, 10))
  return days
}

function hasFixIn(trace: Trace, { start, end }: Recorded): boolean {
  const first = trace.timeMs[indexAt(trace, Date.parse(start))]
  return first !== undefined && first <= Date.parse(end)
}
