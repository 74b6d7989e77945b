/**
 * Every number that tells a ride with a motor from one by legs, with its unit and where it comes from. Those that come from
 * neither law nor physics are round values chosen by what MobilityNet's rides and GeoLife's bicycles show; docs/engine.md
 * says how few the former are. Weights are natural logarithms of likelihood ratios.
 */
export const assisting = {
  /** Pushing and standing are no riding; fewer seconds of riding than this show nothing. */
  movingMps: 1,
  leastMovingS: 180,
  /** Reported speeds are taken where they cover more than this share of a ride. */
  saidShare: 0.5,
  /** Times between knots over which positions tell speed well enough; fixes farther apart are passed over. */
  shortestHopS: 8,
  longestHopS: 31,
  /** The limit is what is exceeded for this share of the time: short descents, and noise. */
  aboveShare: 0.05,
  /** Held means within this share below the limit. */
  heldBand: 0.12,
  /** Quartiles closer than this are one. */
  leastSpreadMps: 0.05,
  /** What a gradual end at the top takes from the share that was held, for a `fading` of 1 and more. */
  fadingCost: 0.3,
  /** What is left speaks for legs below the first; each time the second more makes a motor e times likelier. */
  heldShare: [0.2, 0.03],
  heldWeights: [-1.4, 4],
  /** Riding for this long says half of what a long ride would. */
  halfMovingS: 240,
  /**
   * Limits in use run from that of rented scooters, seen to keep at 5.0 m/s in MobilityNet, to the 20 mph of American
   * e-bikes; middle and width, m/s.
   */
  lowestLimitMps: [4.75, 0.05],
  highestLimitMps: [9.2, 0.2],
  /**
   * Pedelecs are helped up to 25 km/h (EN 15194) and are not held below; scooters are, to 20 km/h by cities, and may be
   * built for no more than 25 (Code de la route, R311-1 6.15).
   */
  pedelecMps: [6, 0.2],
  fastestScooterMps: [7.3, 0.15],
  /** Scooters among motors, and among those held below a pedelec's limit. */
  scooters: 0.3,
  slowScooters: 0.9,
  /** Motors among rides, before looking: as many as speed suggests, within these. */
  motorsBefore: [0.1, 0.25],
  /** A climb is judged over this long; receivers are wrong by this much from its foot to its top. */
  climbMs: 180_000,
  climbM: 25,
  altitudeErrorM: 12,
  goodAccuracyM: 20,
  knotsInThird: 3,
  /** More than this share of a climb from one knot to the next is a receiver that finds itself again. */
  longestStep: 0.4,
  /** Streets steeper than this are stairs, or noise. */
  steepest: 0.2,
  /** Rider, bicycle and bags; rolling, drag area and losses of an upright bicycle on road tyres (Wilson). */
  massKg: 100,
  riderKg: 75,
  rolling: 0.006,
  dragAreaM2: 0.6,
  airKgPerM3: 1.2,
  drivetrain: 0.95,
  /**
   * For minutes untrained people keep up 2 to 2.5 W/kg, trained ones 3.5 (Allen and Coggan); the hardest of many climbs
   * looks harder than it was. Pedelecs add 250 W, which is 3.3.
   */
  climbWattsPerKg: [4, 0.35],
  climbWeights: [-1, 4],
} as const
