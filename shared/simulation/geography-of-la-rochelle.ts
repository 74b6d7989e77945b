/**
 * A map of La Rochelle good enough to travel on: junctions near those of the city, and the roads and railways
 * between them. Addresses of people are invented; positions are rounded to some ten metres.
 */

/** Latitude, longitude, degrees. */
export type Position = readonly [number, number]

/** How fast a road is meant to be driven: 30 km/h streets, 50 km/h avenues, 80 km/h roads outside town. */
export type RoadClass = 'street' | 'avenue' | 'road'

export const junctions = {
  fetilly: [46.1742, -1.1522],
  lagord: [46.1852, -1.155],
  beaulieu: [46.182, -1.1155],
  jericho: [46.1702, -1.1405],
  dauphine: [46.1668, -1.1535],
  verdun: [46.1631, -1.1531],
  market: [46.1622, -1.1492],
  royale: [46.1617, -1.1424],
  cognehors: [46.1655, -1.1405],
  horloge: [46.1592, -1.1524],
  maubec: [46.159, -1.1478],
  valin: [46.1574, -1.1497],
  motte: [46.1557, -1.1476],
  station: [46.1531, -1.1458],
  encan: [46.1531, -1.1506],
  woodtown: [46.1492, -1.1532],
  university: [46.147, -1.156],
  minimes: [46.143, -1.159],
  technopole: [46.1414, -1.1522],
  tasdon: [46.149, -1.137],
  bongraine: [46.1428, -1.131],
  aytre: [46.1362, -1.1205],
  villeneuve: [46.1562, -1.132],
  rompsay: [46.161, -1.119],
  perigny: [46.1535, -1.1],
  genette: [46.1652, -1.1668],
  mail: [46.1597, -1.1672],
  portNeuve: [46.1635, -1.1615],
  mireuil: [46.1755, -1.1795],
  laleu: [46.1693, -1.1885],
  pallice: [46.1648, -1.2105],
  bridgeHead: [46.1736, -1.2215],
  sablanceaux: [46.1622, -1.2525],
  rivedoux: [46.1598, -1.2755],
  sainteMarie: [46.1565, -1.3125],
  noue: [46.1604, -1.331],
  bois: [46.1815, -1.373],
} as const satisfies Record<string, Position>

export type Junction = keyof typeof junctions

/** Roads, each travelled in both directions. Everyone may use streets and avenues, only motors the others. */
export const roads: readonly (readonly [Junction, Junction, RoadClass])[] = [
  ['lagord', 'fetilly', 'avenue'],
  ['fetilly', 'dauphine', 'avenue'],
  ['fetilly', 'jericho', 'street'],
  ['fetilly', 'mireuil', 'avenue'],
  ['beaulieu', 'jericho', 'avenue'],
  ['beaulieu', 'rompsay', 'road'],
  ['jericho', 'cognehors', 'avenue'],
  ['cognehors', 'royale', 'street'],
  ['dauphine', 'verdun', 'street'],
  ['dauphine', 'cognehors', 'avenue'],
  ['dauphine', 'portNeuve', 'avenue'],
  ['verdun', 'market', 'street'],
  ['verdun', 'horloge', 'street'],
  ['verdun', 'portNeuve', 'street'],
  ['market', 'royale', 'street'],
  ['market', 'maubec', 'street'],
  ['royale', 'maubec', 'street'],
  ['royale', 'villeneuve', 'avenue'],
  ['horloge', 'valin', 'street'],
  ['maubec', 'valin', 'street'],
  ['valin', 'motte', 'avenue'],
  ['motte', 'station', 'avenue'],
  ['valin', 'encan', 'street'],
  ['station', 'encan', 'street'],
  ['encan', 'woodtown', 'avenue'],
  ['woodtown', 'university', 'street'],
  ['woodtown', 'technopole', 'avenue'],
  ['university', 'minimes', 'avenue'],
  ['technopole', 'minimes', 'street'],
  ['station', 'tasdon', 'avenue'],
  ['tasdon', 'bongraine', 'avenue'],
  ['bongraine', 'aytre', 'avenue'],
  ['tasdon', 'villeneuve', 'street'],
  ['villeneuve', 'rompsay', 'avenue'],
  ['rompsay', 'perigny', 'avenue'],
  ['horloge', 'mail', 'avenue'],
  ['mail', 'genette', 'street'],
  ['portNeuve', 'genette', 'street'],
  ['genette', 'laleu', 'avenue'],
  ['genette', 'mireuil', 'avenue'],
  ['mireuil', 'laleu', 'avenue'],
  ['laleu', 'pallice', 'avenue'],
  ['laleu', 'bridgeHead', 'road'],
  ['pallice', 'bridgeHead', 'road'],
  ['bridgeHead', 'sablanceaux', 'road'],
  ['sablanceaux', 'rivedoux', 'road'],
  ['rivedoux', 'sainteMarie', 'road'],
  ['sainteMarie', 'noue', 'road'],
  ['noue', 'bois', 'road'],
]

/** Where people go: a door reached from a junction by a side street with one corner. */
export interface Spot {
  readonly name: string
  readonly junction: Junction
  readonly corner: Position
  readonly door: Position
}

export const homes: readonly Spot[] = [
  { name: 'home', junction: 'fetilly', corner: [46.1757, -1.1507], door: [46.1765, -1.1521] },
  { name: 'home', junction: 'genette', corner: [46.1665, -1.1683], door: [46.1671, -1.1672] },
  { name: 'home', junction: 'lagord', corner: [46.1868, -1.1562], door: [46.1877, -1.1546] },
]

/** Workplaces, each with a place to eat that is found on foot. */
export const workplaces: readonly { readonly work: Spot; readonly canteen: Spot }[] = [
  {
    work: { name: 'work', junction: 'technopole', corner: [46.1404, -1.1511], door: [46.1398, -1.1521] },
    canteen: { name: 'canteen', junction: 'minimes', corner: [46.1434, -1.1594], door: [46.1437, -1.1589] },
  },
  {
    work: { name: 'work', junction: 'university', corner: [46.1474, -1.1572], door: [46.1467, -1.1577] },
    canteen: { name: 'canteen', junction: 'woodtown', corner: [46.1496, -1.1528], door: [46.1498, -1.1533] },
  },
  {
    work: { name: 'work', junction: 'perigny', corner: [46.1527, -1.0987], door: [46.1519, -1.0992] },
    canteen: { name: 'canteen', junction: 'perigny', corner: [46.1541, -1.0996], door: [46.1546, -1.1007] },
  },
]

export const spots = {
  market: { name: 'market', junction: 'market', corner: [46.1625, -1.1499], door: [46.1628, -1.1501] },
  mall: { name: 'mall', junction: 'beaulieu', corner: [46.1831, -1.1146], door: [46.1836, -1.1158] },
  grocer: { name: 'grocer', junction: 'dauphine', corner: [46.1673, -1.1527], door: [46.1676, -1.1532] },
  friend: { name: 'friend', junction: 'bongraine', corner: [46.1436, -1.1302], door: [46.1441, -1.1314] },
  cinema: { name: 'cinema', junction: 'encan', corner: [46.1527, -1.1514], door: [46.1524, -1.1511] },
  station: { name: 'station', junction: 'station', corner: [46.1528, -1.1454], door: [46.1525, -1.1451] },
  beach: { name: 'beach', junction: 'bois', corner: [46.1789, -1.3757], door: [46.1752, -1.3771] },
} as const satisfies Record<string, Spot>

/** A railway line out of La Rochelle: its track, and which points of it are stations. */
export interface Railway {
  readonly track: readonly Position[]
  readonly stops: readonly number[]
  readonly platform: Spot
  /** A walk in the town of arrival, from the platform. */
  readonly stroll: readonly Position[]
}

export const railways: readonly Railway[] = [
  {
    // Rochefort by Aytré, Angoulins and Châtelaillon.
    track: [
      [46.1525, -1.1451],
      [46.1497, -1.138],
      [46.1421, -1.1268],
      [46.1337, -1.1178],
      [46.1231, -1.1139],
      [46.1062, -1.1087],
      [46.0907, -1.0965],
      [46.0748, -1.0815],
      [46.053, -1.0745],
      [46.0261, -1.0652],
      [46.0012, -1.0405],
      [45.9812, -1.0178],
      [45.9636, -0.9863],
      [45.9475, -0.9636],
    ],
    stops: [3, 5, 7],
    platform: {
      name: 'rochefort',
      junction: 'station',
      corner: [45.9475, -0.9636],
      door: [45.9475, -0.9636],
    },
    stroll: [
      [45.9475, -0.9636],
      [45.9462, -0.9611],
      [45.9431, -0.9603],
      [45.9408, -0.9589],
      [45.9378, -0.9597],
      [45.9367, -0.9577],
    ],
  },
  {
    // Surgères by La Jarrie.
    track: [
      [46.1525, -1.1451],
      [46.1497, -1.138],
      [46.1452, -1.1186],
      [46.1418, -1.0902],
      [46.1355, -1.0512],
      [46.1293, -1.0131],
      [46.1248, -0.9712],
      [46.1177, -0.9263],
      [46.1135, -0.8648],
      [46.1102, -0.8095],
      [46.1068, -0.7556],
    ],
    stops: [5],
    platform: { name: 'surgeres', junction: 'station', corner: [46.1068, -0.7556], door: [46.1068, -0.7556] },
    stroll: [
      [46.1068, -0.7556],
      [46.1079, -0.7541],
      [46.1081, -0.7517],
      [46.1096, -0.7508],
    ],
  },
]
