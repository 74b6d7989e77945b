/**
 * What lies under the trips: land and place names that our own server ships. Every map fetches all of it, in the
 * same order, so that what is fetched does not say where its owner was.
 */
import type { PlacesFile } from './geo-files.ts'
import { eachPlacesFile, eachStep, geoFile } from './geo-files.ts'
import type { Bounds } from './projection.ts'
import { worldX, worldY } from './projection.ts'

/** Land within one rectangle; `xs` and `ys` hold the rings one after the other, each ending before `ends[i]`. */
export interface LandCell {
  readonly bounds: Bounds
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly ends: Uint32Array
  /** 1 for each point where the cell was cut, and land goes on in the next. */
  readonly isCut: Uint8Array
}

export interface Places {
  /** 0 for towns that are named first, 1 for the next, 2 for all others. */
  readonly rank: number
  readonly names: readonly string[]
  readonly xs: Float64Array
  readonly ys: Float64Array
}

export interface Ground {
  /** The whole world, coarse. */
  world: readonly LandCell[]
  /** The part of it that is known better. */
  near: readonly LandCell[]
  /** Names that come first come first. */
  places: Places[]
}

/** As written by scripts/geography.ts. */
interface LandFile {
  readonly perDeg: number
  readonly cells: readonly {
    readonly bounds: readonly [west: number, south: number, east: number, north: number]
    readonly rings: readonly (readonly number[])[]
  }[]
}

const ground: Ground = { world: [], near: [], places: [] }
let loading: Promise<void> | undefined

/** The ground as far as it is loaded; `onMore` is called each time there is more. Rejects when a file cannot be had. */
export function loadGround(onMore: () => void): { ground: Ground; whole: Promise<void> } {
  loading ??= loadAll(onMore).catch((failure: unknown) => {
    loading = undefined
    throw failure
  })
  return { ground, whole: loading.then(onMore) }
}

async function loadAll(onMore: () => void): Promise<void> {
  ground.world = decodeLand(await geoFile<LandFile>('world.json'))
  onMore()
  ground.near = decodeLand(await geoFile<LandFile>('land.json'))
  onMore()
  ground.places = []
  await eachPlacesFile((file, rank) => {
    ground.places.push(decodePlaces(file, rank))
    onMore()
  })
}

/** Cells were cut so far beyond their rectangles, degrees (`scripts/geography.ts`). */
const overlapDeg = 0.02

/** Whether a point is where a cell was cut, as far as a file's steps can say. */
const isOnCut = (degrees: number, least: number, most: number): boolean =>
  Math.abs(degrees - least + overlapDeg) < 1e-6 || Math.abs(degrees - most - overlapDeg) < 1e-6

/** Rings of integer steps as world units. */
export function decodeLand(file: LandFile): LandCell[] {
  return file.cells.map(({ bounds: [west, south, east, north], rings }) => {
    const xs: number[] = []
    const ys: number[] = []
    const ends: number[] = []
    const isCut: number[] = []
    for (const ring of rings) {
      eachStep(ring, (first, second) => {
        const [lon, lat] = [first / file.perDeg, second / file.perDeg]
        xs.push(worldX(lon))
        ys.push(worldY(lat))
        isCut.push(isOnCut(lon, west, east) || isOnCut(lat, south, north) ? 1 : 0)
      })
      ends.push(xs.length)
    }
    return {
      bounds: { west: worldX(west), east: worldX(east), north: worldY(north), south: worldY(south) },
      xs: Float64Array.from(xs),
      ys: Float64Array.from(ys),
      ends: Uint32Array.from(ends),
      isCut: Uint8Array.from(isCut),
    }
  })
}

/** The places of a file, all of one rank. */
export function decodePlaces(file: PlacesFile, rank: number): Places {
  const xs: number[] = []
  const ys: number[] = []
  eachStep(file.at, (lat, lon) => {
    xs.push(worldX(lon / file.perDeg))
    ys.push(worldY(lat / file.perDeg))
  })
  return { rank, names: file.names.split('|'), xs: Float64Array.from(xs), ys: Float64Array.from(ys) }
}
