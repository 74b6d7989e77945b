/** Ramer–Douglas–Peucker over typed arrays: fewer points, none further than a tolerance from the line that is left. */

/**
 * The line is cut into pieces of this many points before it is simplified. On a line of teeth the algorithm is
 * quadratic; cut, it is linear, for one point more in each piece.
 */
const piecePoints = 1024

/**
 * Indices of the points to keep, in order; the first and last always are.
 * No dropped point is further than `tolerance` from the line between the kept points around it.
 */
export function simplify(xs: Float64Array, ys: Float64Array, tolerance: number): Uint32Array {
  const n = xs.length
  if (n <= 2) return Uint32Array.from({ length: n }, (_, i) => i)
  const keep = new Uint8Array(n)
  keep[0] = 1
  for (let first = 0; first < n - 1; first += piecePoints) {
    const last = Math.min(first + piecePoints, n - 1)
    keep[last] = 1
    simplifyPiece(xs, ys, first, last, tolerance * tolerance, keep)
  }
  return indicesOf(keep)
}

function simplifyPiece(
  xs: Float64Array,
  ys: Float64Array,
  from: number,
  to: number,
  limit: number,
  keep: Uint8Array,
): void {
  const stack: number[] = [from, to]
  while (stack.length > 0) {
    const last = stack.pop()!
    const first = stack.pop()!
    const split = furthest(xs, ys, first, last, limit)
    if (split < 0) continue
    keep[split] = 1
    stack.push(first, split, split, last)
  }
}

/** The point between `first` and `last` that is furthest from their line, or -1 when none is beyond the limit. */
function furthest(xs: Float64Array, ys: Float64Array, first: number, last: number, limit: number): number {
  let worst = limit
  let found = -1
  for (let i = first + 1; i < last; i++) {
    const distance = squaredDistance(xs[i]!, ys[i]!, xs[first]!, ys[first]!, xs[last]!, ys[last]!)
    if (distance > worst) {
      worst = distance
      found = i
    }
  }
  return found
}

/** Squared distance of a point from the line between two others, ends included. */
export function squaredDistance(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax
  const dy = by - ay
  const length = dx * dx + dy * dy
  const along = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
  const ex = x - ax - along * dx
  const ey = y - ay - along * dy
  return ex * ex + ey * ey
}

function indicesOf(keep: Uint8Array): Uint32Array {
  const out = new Uint32Array(keep.reduce((sum, one) => sum + one, 0))
  let k = 0
  for (let i = 0; i < keep.length; i++) if (keep[i] === 1) out[k++] = i
  return out
}
