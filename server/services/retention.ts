/**
 * Contributions are destroyed when their study's time for them is over, released or not; and the order in which statements
 * and contributions came is forgotten every hour.
 */
import { closesAtMs } from '../../shared/research/own-month.ts'
import type { StudyDefinition } from '../../shared/research/study.ts'
import { openStudy } from '../../shared/research/study.ts'
import type { ResearchStore } from '../store/research-store.ts'
import type { Clock } from './clock.ts'

const dayMs = 86_400_000
const lookEveryMs = 3_600_000

/** Whether contributions of a month may no longer be kept at an instant. */
export function isOverdue(
  { retentionDays }: Pick<StudyDefinition, 'retentionDays'>,
  month: string,
  nowMs: number,
): boolean {
  return nowMs >= closesAtMs(month) + retentionDays * dayMs
}

/** Destroys what is overdue now; how many contributions that were. */
export async function eraseOverdue(store: ResearchStore, nowMs: number): Promise<number> {
  const published = new Map((await store.studies()).map(({ hash, jws }) => [hash, jws]))
  let erased = 0
  for (const waiting of await store.waiting()) {
    const jws = published.get(waiting.studyHash)
    if (jws === undefined || isOverdue((await openStudy(jws)).definition, waiting.month, nowMs))
      erased += await store.eraseContributions(waiting)
  }
  return erased
}

/** Looks at the start and every hour. */
export function createRetention(
  store: ResearchStore,
  clock: Clock,
  onFault: (error: unknown) => void,
): { close(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  const look = (): void => {
    running = running
      .then(() => eraseOverdue(store, clock()))
      .catch(onFault)
      .then(() => store.forgetOrder())
      .catch(onFault)
  }
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  look()
  return {
    async close() {
      clearInterval(timer)
      await running
    },
  }
}
