/** GTFS route types, basic and extended, as modes. */
import type { TransitMode } from '../engine/network.ts'

/** https://gtfs.org/documentation/schedule/reference/#routestxt; cable trams and funiculars climb as trams do. */
const basic: Readonly<Record<number, TransitMode>> = {
  0: 'tram',
  1: 'subway',
  2: 'train',
  3: 'bus',
  4: 'ferry',
  5: 'tram',
  7: 'tram',
  11: 'bus',
  12: 'tram',
}

/** Extended types by hundreds; 400 to 404 and 500, 600 are underground lines of all names, 405 is a monorail. */
const extended: Readonly<Record<number, TransitMode>> = {
  1: 'train',
  2: 'coach',
  3: 'train',
  4: 'subway',
  5: 'subway',
  6: 'subway',
  7: 'bus',
  8: 'bus',
  9: 'tram',
  10: 'ferry',
  12: 'ferry',
  14: 'tram',
}

/** The mode of a route type; undefined for what is neither (cable cars, planes, taxis) and for what is no number. */
export function modeOfRouteType(text: string): TransitMode | undefined {
  if (!/^\d{1,4}$/.test(text)) return undefined
  const type = Number(text)
  return type < 100 ? basic[type] : extended[Math.floor(type / 100)]
}
