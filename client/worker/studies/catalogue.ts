/** The studies that a server publishes: only those whose signature holds. */
import { Refusal } from '../../../shared/api/refusal.ts'
import type { Study } from '../../../shared/research/study.ts'
import { openStudy } from '../../../shared/research/study.ts'
import type { PublishedStudy, ReleaseServer } from './study-server.ts'

export interface ListedStudy {
  readonly study: Study
  readonly published: PublishedStudy
  /** Whether a newer version is published. */
  readonly isOld: boolean
}

export interface Catalogue {
  readonly listed: readonly ListedStudy[]
  /** How many are not listed, as their signature does not hold. */
  readonly unsigned: number
}

/** Reads the catalogue. Throws Refusal `unavailable`. */
export async function readCatalogue(server: Pick<ReleaseServer, 'studies'>): Promise<Catalogue> {
  const published = await server.studies()
  const opened = await Promise.all(published.map(openListed))
  const holding = opened.filter((each) => each !== undefined)
  return {
    listed: holding.map((each) => ({
      ...each,
      isOld: holding.some((other) => isNewer(other.study, each.study)),
    })),
    unsigned: published.length - holding.length,
  }
}

async function openListed(published: PublishedStudy): Promise<Omit<ListedStudy, 'isOld'> | undefined> {
  try {
    return { study: await openStudy(published.jws), published }
  } catch (error) {
    if (error instanceof Refusal || error instanceof DOMException) return undefined
    throw error
  }
}

const isNewer = ({ definition: a }: Study, { definition: b }: Study): boolean =>
  a.id === b.id && a.keys.signing === b.keys.signing && a.version > b.version
