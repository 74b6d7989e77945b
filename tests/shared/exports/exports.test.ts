import { expect, test } from 'vitest'
import { exportFormatById, exportFormats } from '../../../shared/exports/registry.ts'
import { footprintBy, plainChoice } from '../../../shared/footprint/choice.ts'
import { defaultFactorSet, factorSetById } from '../../../shared/footprint/registry.ts'
import { day } from '../analysis/day.ts'

const write = (id: string, trips = day.trips) => exportFormatById(id)!.write(trips, defaultFactorSet)

test('each export format has an id of its own', () => {
  expect(new Set(exportFormats.map(({ id }) => id)).size).toBe(exportFormats.length)
})

test('the CSV has one row per section, with the date at the place', () => {
  const rows = write('csv').split('\r\n')
  expect(rows[0]).toBe(
    'trip,date,start,end,time_zone,mode,confidence,distance_m,co2e_kg,factor,factor_set,line,automatic_mode,people,purpose,name,note,from,to',
  )
  expect(rows).toHaveLength(day.trips.flatMap(({ sections }) => sections).length + 2)
  expect(rows[1]).toMatch(/^1,2026-05-04,2026-05-04T0(6:59|7:0\d):.*Z,Europe\/Paris,walking,/)
})

test('a cell that a spreadsheet would run is made text', () => {
  const trip = {
    ...day.trips[0]!,
    timeZone: 'Europe/Paris',
    sections: [{ ...day.trips[0]!.sections[0]!, end: '=1+1' }],
  }
  expect(write('csv', [trip])).toContain(",'=1+1,")
})

test('the GeoJSON has one line per section, from where it starts to where it ends', () => {
  const collection = JSON.parse(write('geojson'))
  expect(collection.features).toHaveLength(day.trips.flatMap(({ sections }) => sections).length)
  const [first] = collection.features
  expect(first).toMatchObject({ geometry: { type: 'LineString' }, properties: { trip: 1, mode: 'walking' } })
  expect(first.geometry.coordinates[0][0]).toBeCloseTo(-1.15, 3)
})

test('what the owner said is beside what was found', () => {
  const [trip] = day.trips
  const said = { ...trip!.sections[1]!, mode: 'taxi' as const, detected: 'car' as const, people: 2 }
  const words = { purpose: 'health' as const, name: '=Doctor, again', note: 'Late "again"' }
  const [row] = write('csv', [{ ...trip!, ...words, sections: [said] }])
    .split('\r\n')
    .slice(1)
  expect(row).toMatch(/,taxi,.*,,car,2,health,"'=Doctor, again","Late ""again""",,$/)
  const [feature] = JSON.parse(write('geojson', [{ ...trip!, ...words, sections: [said] }])).features
  expect(feature.properties).toMatchObject({ mode: 'taxi', automaticMode: 'car', people: 2, ...words })
})

test('what the owner added has no automatic mode, and no line where no position is known', () => {
  const added = { ...day.trips[0]!.sections[0]!, isAdded: true as const, geometry: '' }
  const trips = [{ ...day.trips[0]!, sections: [added] }]
  expect(write('csv', trips).split('\r\n')[1]).toMatch(/,walk,fr-ademe-2026.07,,,,,,,,$/)
  expect(JSON.parse(write('geojson', trips)).features[0]).toMatchObject({
    geometry: null,
    properties: { automaticMode: null },
  })
})

test('the factor named is the one that the owner chose', () => {
  const [trip] = day.trips
  const choice = {
    ...plainChoice('uk-desnz-2025'),
    vehicles: [
      { id: 'z', name: 'Zoe', fuel: 'electric', litresPer100Km: 0, kwhPer100Km: 17, people: 1 } as const,
    ],
    byMode: { car: 'z' },
  }
  const counted = (mode: 'bus' | 'car') => {
    const { basis } = footprintBy(choice, mode, 5000)
    return { ...trip!.sections[0]!, mode, basis: basis! }
  }
  const trips = [{ ...trip!, sections: [counted('bus'), counted('car')] }]
  const [bus, car] = JSON.parse(write('geojson', trips)).features
  expect(bus.properties.factorSet).toBe('uk-desnz-2025')
  expect(factorSetById('uk-desnz-2025')!.factors.map(({ id }) => id)).toContain(bus.properties.factor)
  expect(car.properties.factor).toBe('vehicle:z')
  expect(write('csv', trips)).toContain(`,${bus.properties.factor},uk-desnz-2025,`)
  expect(write('csv', trips)).toContain(',vehicle:z,uk-desnz-2025,')
})

test('no trips make a header, and an empty collection', () => {
  expect(write('csv', []).split('\r\n')).toHaveLength(2)
  expect(JSON.parse(write('geojson', []))).toMatchObject({ features: [] })
})
