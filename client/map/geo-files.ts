/** The files of land and place names that our own server ships; each is fetched once, whoever asks for it. */
const asked = new Map<string, Promise<unknown>>()

/** A file of /geo. Rejects when it cannot be had; asking again then tries again. */
export function geoFile<T>(name: string): Promise<T> {
  const known = asked.get(name) as Promise<T> | undefined
  if (known) return known
  const fresh = fetched<T>(name).catch((failure: unknown) => {
    asked.delete(name)
    throw failure
  })
  asked.set(name, fresh)
  return fresh
}

async function fetched<T>(name: string): Promise<T> {
  const response = await fetch(`/geo/${name}`)
  if (!response.ok) throw new Error(`map data answered ${response.status}`)
  return response.json()
}

/** Place names as written by scripts/geography.ts: positions are steps from the place before, in parts of a degree. */
export interface PlacesFile {
  readonly perDeg: number
  readonly names: string
  readonly at: readonly number[]
}

interface TownsFile {
  readonly ranks: readonly PlacesFile[]
  readonly placesFiles: number
}

/** How large the towns of the last files are: neither of those named first nor of the next. */
const lastRank = 2

/**
 * Hands over every file of place names, largest towns first. All are fetched, always in the same order, so that what
 * is fetched does not say where its reader was.
 */
export async function eachPlacesFile(visit: (file: PlacesFile, rank: number) => void): Promise<void> {
  const towns = await geoFile<TownsFile>('towns.json')
  for (const [rank, file] of towns.ranks.entries()) visit(file, rank)
  for (let i = 1; i <= towns.placesFiles; i++) visit(await geoFile<PlacesFile>(`places-${i}.json`), lastRank)
}

/** Calls `visit` with the running sums of a list of pairs. */
export function eachStep(steps: readonly number[], visit: (first: number, second: number) => void): void {
  let [first, second] = [0, 0]
  for (let i = 0; i + 1 < steps.length; i += 2) {
    first += steps[i]!
    second += steps[i + 1]!
    visit(first, second)
  }
}
