import { expect, test } from 'vitest'
import { sectionAlike, similarTrips } from '../../../shared/personal/similar.ts'
import { trip } from './commuter.ts'

const commute = trip({ day: 4 })

test('similar are the other trips between the same places by the same way, at any time and in any mode', () => {
  const again = trip({ day: 5, hour: 10, probabilities: { bicycle: 1 }, speedMps: 4 })
  const detour = trip({ day: 6, detourM: 3000 })
  const back = trip({ day: 6, from: 'work', to: 'home', hour: 17 })
  const elsewhere = trip({ day: 7, to: 'mall' })
  expect(similarTrips(commute, [commute, again, detour, back, elsewhere])).toEqual([again])
})

test('a trip whose ends are no places has none like it', () => {
  const { from: _, ...nowhere } = commute
  expect(similarTrips(nowhere, [trip({ day: 5 })])).toEqual([])
})

test('of the sections of another trip the one that goes the same way is meant, or none', () => {
  const [ride] = commute.sections
  const walk = trip({ day: 5, from: 'mall', to: 'home', hour: 7 }).sections[0]!
  const again = trip({ day: 5 })
  expect(sectionAlike(ride!, { ...again, sections: [walk, ...again.sections] })).toBe(again.sections[0])
  expect(sectionAlike(ride!, { ...again, sections: [walk] })).toBeUndefined()
})
