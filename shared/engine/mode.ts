/** The table of modes: every other room is handed a mode and asks this table, so a new mode is one line here. */

/** How a mode moves; colours, patterns and stand-in factors follow the family. */
export type ModeFamily =
  | 'foot'
  | 'cycle'
  | 'road-transit'
  | 'car'
  | 'two-wheeler'
  | 'rail'
  | 'air'
  | 'water'
  | 'unknown'

export const modes = {
  walking: { family: 'foot' },
  running: { family: 'foot' },
  bicycle: { family: 'cycle' },
  ebike: { family: 'cycle' },
  escooter: { family: 'cycle' },
  bus: { family: 'road-transit' },
  coach: { family: 'road-transit' },
  car: { family: 'car' },
  carpool: { family: 'car' },
  taxi: { family: 'car' },
  motorcycle: { family: 'two-wheeler' },
  moped: { family: 'two-wheeler' },
  tram: { family: 'rail' },
  subway: { family: 'rail' },
  train: { family: 'rail' },
  plane: { family: 'air' },
  ferry: { family: 'water' },
  unknown: { family: 'unknown' },
} as const satisfies Record<string, { family: ModeFamily }>

export type Mode = keyof typeof modes

/** All modes, in the order in which people are offered them. */
export const modeIds = Object.keys(modes) as Mode[]
