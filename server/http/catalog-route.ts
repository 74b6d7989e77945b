/** `GET /data/catalog.jsonld`: the releases of public studies, as open-data portals harvest them (DCAT-AP). */
import { createHash } from 'node:crypto'
import type { Request, Router } from 'express'
import { catalogPath, releaseFilePath } from '../../shared/api/research-contract.ts'
import type { PublishedRelease } from '../../shared/research/package/catalog.ts'
import { openStudy } from '../../shared/research/study.ts'
import type { Settings } from '../settings.ts'
import type { ReleaseListing, ResearchStore } from '../store/research-store.ts'
import { ownHost } from './own-page.ts'
import { methodNotAllowed } from './problem.ts'

const title = {
  en: 'Mobility of volunteers, in open data',
  fr: 'La mobilité de volontaires, en données ouvertes',
}
const description = {
  en: 'Monthly statistics from volunteers’ own mobility vaults, made under differential privacy: no trace of anyone has left their vault.',
  fr: 'Statistiques mensuelles issues des coffres de mobilité de volontaires, établies sous confidentialité différentielle : la trace de personne n’a quitté son coffre.',
}
/** Where people read about releases on this server. */
const releasesPage = '/releases'

interface Made {
  /** What it was made from. */
  readonly from: string
  readonly text: string
  readonly tag: string
}

export function mountCatalog(
  router: Router,
  store: ResearchStore,
  settings: Pick<Settings, 'origin' | 'publisher'>,
): void {
  let made: Made | undefined

  async function current(baseUrl: string, publisher: string): Promise<Made> {
    const listings = await store.releases()
    const from = JSON.stringify([baseUrl, listings.map(({ study, month }) => [study, month])])
    if (made?.from === from) return made
    const releases = await publicReleases(store, listings)
    // Loaded when a portal first asks: it brings the geometry library, which a server needs for nothing else.
    const { catalogOf } = await import('../../shared/research/package/catalog.ts')
    const catalog = catalogOf({
      ...{ baseUrl, publisher, title, description, releases },
      filePath: releaseFilePath,
      pagePath: () => releasesPage,
    })
    const text = `${JSON.stringify(catalog, null, 2)}\n`
    made = { from, text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` }
    return made
  }

  router.get(catalogPath, async (request, response) => {
    const host = ownHost(request, settings.origin)
    const { text, tag } = await current(settings.origin ?? originOf(request), settings.publisher ?? host)
    response.set({
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': 'application/ld+json',
      ETag: tag,
    })
    if (request.get('if-none-match') === tag) response.status(304).end()
    else response.end(text)
  })
  router.all(catalogPath, methodNotAllowed(['GET']))
}

const originOf = (request: Request): string => `${request.protocol}://${request.host}`

async function publicReleases(
  store: ResearchStore,
  listings: readonly ReleaseListing[],
): Promise<PublishedRelease[]> {
  const published = new Map((await store.studies()).map(({ hash, jws }) => [hash, jws]))
  const found: PublishedRelease[] = []
  for (const { studyHash, study: id, month, files } of listings) {
    const study = await openStudy(published.get(studyHash) ?? '')
    if (!study.definition.isPublic) continue
    const read = await Promise.all(
      files.map(async ({ path }) => [path, (await store.releaseFile(id, month, path))!] as const),
    )
    found.push({ study, files: new Map(read) })
  }
  return found
}
