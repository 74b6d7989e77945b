/** The ground cut into squares of equal side, so that what lies near is found without comparing all with all. */
import { metresPerDegree } from './geodesy.ts'

const radians = Math.PI / 180
/** More columns than a row of 10 m squares has around the equator. */
const columns = 2 ** 23

/** Row of squares that a latitude lies in, for squares of `cellM` metres. */
export function rowOf(latDeg: number, cellM: number): number {
  return Math.floor((latDeg * metresPerDegree) / cellM)
}

/** Column of a longitude within a row; each row has as many squares as its latitude has room for. */
export function columnOf(lonDeg: number, row: number, cellM: number): number {
  const middleDeg = ((row + 0.5) * cellM) / metresPerDegree
  return Math.floor((lonDeg * metresPerDegree * Math.cos(middleDeg * radians)) / cellM)
}

/** One number for a square; two squares of one size never share it. */
export function cellKey(row: number, column: number): number {
  return row * columns + column
}
