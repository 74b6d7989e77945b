/** What was released: listed, checked against the key of its study, and read for the open dashboard. */
import { catalogPath, releaseFilePath, releaseZipPath } from '../../../shared/api/research-contract.ts'
import { dashboardOf } from '../../../shared/research/dashboard.ts'
import type { PackageFiles } from '../../../shared/research/package/given.ts'
import { csvPath, paths } from '../../../shared/research/package/given.ts'
import type { ReadRelease } from '../../../shared/research/package/read.ts'
import { readRelease } from '../../../shared/research/package/read.ts'
import { verifyPackage } from '../../../shared/research/package/verify.ts'
import type { Study } from '../../../shared/research/study.ts'
import type { ShownDashboard, ShownRelease, VerifiedRelease } from '../../studies-protocol.ts'
import { readCatalogue } from './catalogue.ts'
import type { ReleaseServer } from './study-server.ts'

type Listing = ShownRelease['listing']

/** Every release, with its study where that is known. */
export async function shownReleases(server: ReleaseServer): Promise<ShownRelease[]> {
  const studies = await studiesByHash(server)
  return (await server.releases()).map((listing) => {
    const { study, month, files, studyHash } = listing
    const addresses = files.map(({ path }) => [path, releaseFilePath(study, month, path)] as const)
    return {
      listing,
      definition: studies.get(studyHash)?.definition ?? null,
      zip: releaseZipPath(study, month),
      addresses: Object.fromEntries(addresses),
    }
  })
}

/** Checks all files of a release. Throws Refusal `not-found` when there is none such. */
export async function verifyRelease(
  server: ReleaseServer,
  { study: id, month }: { study: string; month: string },
): Promise<VerifiedRelease> {
  const listing = (await server.releases()).find((each) => each.study === id && each.month === month)
  const study = listing && (await studiesByHash(server)).get(listing.studyHash)
  if (!listing || !study) return { kind: 'study-unknown' }
  const files = await fetched(
    server,
    listing,
    listing.files.map(({ path }) => path),
  )
  const faults = await verifyPackage(files, study)
  return faults.length === 0 ? { kind: 'whole', files: files.size } : { kind: 'faulty', faults }
}

/** What the public studies say, from releases that their keys signed. */
export async function shownDashboards(
  server: ReleaseServer,
): Promise<{ studies: ShownDashboard[]; catalog: string }> {
  const studies = [...(await studiesByHash(server)).values()].filter(({ definition }) => definition.isPublic)
  const releases = await server.releases()
  const newest = new Map(studies.toSorted(byVersion).map((study) => [seriesOf(study), study]))
  const shown = await Promise.all(
    [...newest.values()].map(async ({ definition }) => {
      const own = studies.filter((study) => seriesOf(study) === seriesOf({ definition }))
      const read = await Promise.all(
        releases.flatMap((listing) => {
          const study = own.find(({ hash }) => hash === listing.studyHash)
          return study ? [trustedRelease(server, listing, study)] : []
        }),
      )
      const trusted = read.filter((each) => each !== undefined)
      return { definition, dashboard: dashboardOf(trusted), refused: read.length - trusted.length }
    }),
  )
  const isAny = ({ dashboard, refused }: ShownDashboard): boolean =>
    dashboard.months.length > 0 || refused > 0
  return { studies: shown.filter(isAny), catalog: catalogPath }
}

/** Versions of a study are one series where one key signed them. */
const seriesOf = ({ definition: { id, keys } }: Pick<Study, 'definition'>): string => `${keys.signing} ${id}`
const byVersion = (a: Study, b: Study): number => a.definition.version - b.definition.version

/** A release as its tables say, if all that is read of it is what its study's key signed. */
async function trustedRelease(
  server: ReleaseServer,
  listing: Listing,
  study: Study,
): Promise<ReadRelease | undefined> {
  const tables = study.definition.tables.map(({ id }) => csvPath(id))
  const wanted = new Set<string>([paths.sums, paths.signature, paths.privacy, ...tables])
  const there = listing.files.map(({ path }) => path).filter((path) => wanted.has(path))
  const files = await fetched(server, listing, there)
  const faults = await verifyPackage(files, study)
  // What was not fetched is not read either.
  const counted = faults.filter((fault) => fault.kind !== 'missing' || wanted.has(fault.path))
  return counted.length === 0 ? readRelease(files) : undefined
}

async function fetched(
  server: ReleaseServer,
  { study, month }: Listing,
  wanted: readonly string[],
): Promise<PackageFiles> {
  return new Map(
    await Promise.all(wanted.map(async (path) => [path, await server.file(study, month, path)] as const)),
  )
}

async function studiesByHash(server: ReleaseServer): Promise<ReadonlyMap<string, Study>> {
  const { listed } = await readCatalogue(server)
  return new Map(listed.map(({ study }) => [study.hash, study]))
}
