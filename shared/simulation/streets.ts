/** Finding a way: the shortest route between two spots on the roads of the map. */

import type { Junction, Position, RoadClass, Spot } from './geography-of-la-rochelle.ts'
import { junctions, roads } from './geography-of-la-rochelle.ts'
import { bent, distanceM } from './path.ts'
import { seededRandom } from './random.ts'

/** A way along roads: its points, the class of road that leads to each, and which points are junctions. */
export interface Route {
  readonly points: readonly Position[]
  /** Class of the piece that ends at the point of the same index. */
  readonly roadClass: readonly RoadClass[]
  readonly junctionAt: readonly number[]
}

interface Road {
  readonly to: Junction
  readonly points: readonly Position[]
  readonly roadClass: RoadClass
  readonly lengthM: number
}

const network = buildNetwork()

/** The roads out of every junction. Bends depend on the road alone, so that all people live in the same city. */
function buildNetwork(): ReadonlyMap<Junction, readonly Road[]> {
  const out = new Map<Junction, Road[]>()
  const add = (from: Junction, to: Junction, roadClass: RoadClass, points: readonly Position[]): void => {
    const lengthM = points.slice(1).reduce((sum, point, k) => sum + distanceM(points[k]!, point), 0)
    out.set(from, [...(out.get(from) ?? []), { to, points, roadClass, lengthM }])
  }
  for (const [from, to, roadClass] of roads) {
    const random = seededRandom(0).fork(`${from} ${to}`)
    const [pieceM, swing] = roadClass === 'road' ? [400, 0.04] : [110, 0.09]
    const points = bent(junctions[from], junctions[to], pieceM, swing, random)
    add(from, to, roadClass, points)
    add(to, from, roadClass, points.toReversed())
  }
  return out
}

/** The shortest route from junction to junction (Dijkstra). Without `motor`, roads outside town are closed. */
function betweenJunctions(from: Junction, to: Junction, motor: boolean): Road[] {
  const best = new Map<Junction, { costM: number; trail: Road[] }>([[from, { costM: 0, trail: [] }]])
  const open = new Set<Junction>([from])
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => (best.get(a)!.costM <= best.get(b)!.costM ? a : b))
    const reached = best.get(here)!
    if (here === to) return reached.trail
    open.delete(here)
    for (const road of network.get(here) ?? []) {
      const costM = reached.costM + road.lengthM
      if ((road.roadClass === 'road' && !motor) || costM >= (best.get(road.to)?.costM ?? Infinity)) continue
      best.set(road.to, { costM, trail: [...reached.trail, road] })
      open.add(road.to)
    }
  }
  throw new RangeError('There is no way between these two spots.')
}

/** The way from door to door, or from a door to a junction and the reverse. Throws RangeError where there is none. */
export function findRoute(from: Spot | Junction, to: Spot | Junction, motor: boolean): Route {
  const points: Position[] = []
  const roadClass: RoadClass[] = []
  const junctionAt: number[] = []
  const extend = (more: readonly Position[], of: RoadClass): void => {
    for (const point of more) {
      points.push(point)
      roadClass.push(of)
    }
  }
  if (typeof from !== 'string') extend([from.door, from.corner], 'street')
  extend([junctions[junctionOf(from)]], 'street')
  for (const road of betweenJunctions(junctionOf(from), junctionOf(to), motor)) {
    extend(road.points.slice(1), road.roadClass)
    junctionAt.push(points.length - 1)
  }
  if (typeof to !== 'string') extend([to.corner, to.door], 'street')
  return { points, roadClass, junctionAt }
}

const junctionOf = (end: Spot | Junction): Junction => (typeof end === 'string' ? end : end.junction)
