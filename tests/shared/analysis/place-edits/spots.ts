/** A person's stays at spots some hundred metres apart, for the tests of what is said of places. */
import type { StayDocument } from '../../../../shared/analysis/document.ts'
import type { PlaceEdit } from '../../../../shared/analysis/place-edits/registry.ts'

/** Metres per degree of latitude and, at 46.16° north, of longitude. */
export const perDeg = { lat: 111_195, lon: 77_020 }

export const spots = {
  home: { lat: 46.16, lon: -1.15 },
  work: { lat: 46.14, lon: -1.12 },
  shop: { lat: 46.17, lon: -1.1 },
  /** 150 m east of home: a place of its own unless home reaches so far. */
  garden: { lat: 46.16, lon: -1.15 + 150 / perDeg.lon },
} as const
export type SpotName = keyof typeof spots

/** A spot moved by so many metres. */
export const moved = ({ lat, lon }: { lat: number; lon: number }, northM: number, eastM: number) => ({
  lat: lat + northM / perDeg.lat,
  lon: lon + eastM / perDeg.lon,
})

/** Ten days from Monday the 4th of May: nights at home, days at work, the shop and the garden now and then. */
export function fortnight(shift: (n: number) => readonly [northM: number, eastM: number] = () => [0, 0]) {
  const stays: StayDocument[] = []
  const add = (spot: SpotName, day: number, from: string, to: string): void => {
    const at = (time: string) => `2026-05-${String(day).padStart(2, '0')}T${time}:00Z`
    stays.push({ start: at(from), end: at(to), ...moved(spots[spot], ...shift(stays.length)) })
  }
  for (let day = 4; day < 14; day++) {
    add('home', day, '00:00', '06:00')
    add('work', day, '06:30', '15:00')
    if (day % 3 === 0) add('shop', day, '15:20', '15:50')
    if (day % 2 === 0) add('garden', day, '16:20', '17:00')
    add('home', day, '17:10', '23:59')
  }
  return stays
}

type Said = PlaceEdit extends infer E
  ? E extends PlaceEdit
    ? Omit<E, 'id' | 'editedAt' | 'spot'>
    : never
  : never

let count = 0
/** An edit of the place at a spot, said after the ones before. */
export function said(spot: SpotName, words: Said): PlaceEdit {
  count++
  const editedAt = new Date(Date.UTC(2026, 5, 1) + count * 1000).toISOString()
  return { id: `said-${count}`, spot: spots[spot], editedAt, ...words }
}
