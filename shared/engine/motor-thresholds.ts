/**
 * Every number that tells a ride with a motor from one by legs, with its unit and where it comes from. Those that come from
 * neither law nor physics were chosen so that riders of even pace on flat roads are not taken for a motor's, at the price
 * of motors that stay unnamed; docs/engine.md says how many.
 */
export const assisting = {
  /** Pushing and standing are no riding; fewer seconds of riding than this show nothing, nor do knots farther apart. */
  movingMps: 1,
  leastMovingS: 480,
  longestHopS: 17,
  /** The limit is what is exceeded for this share of the time: short descents, and noise. */
  aboveShare: 0.04,
  /** Rides whose fastest tenth is slower come near no limit in use. */
  slowestFastMps: 4.5,
  /** Within this share below the limit is held. */
  heldBand: 0.06,
  /** How far below the limit the top quarter may begin, over the distance of the quartiles, or this share of the limit. */
  sharpest: 0.15,
  leastSpread: 0.16,
  /**
   * Limits in use, with the share of scooters among those held to them: 12 mph (San José's scooters), 20 km/h (Germany's,
   * eKFV § 1, and those of many cities), 15 mph (California's, Vehicle Code 22411), 25 km/h (pedelecs by EN 15194, and
   * scooters by the Code de la route, R311-1 6.15), 20 mph (American e-bikes). They are kept, and measured, within the margin.
   */
  limits: [
    { mps: 5.364, scooters: 0.9 },
    { mps: 5.556, scooters: 0.9 },
    { mps: 6.706, scooters: 0.4 },
    { mps: 6.944, scooters: 0.3 },
    { mps: 8.941, scooters: 0.05 },
  ],
  limitMargin: 0.04,
  /** Scooters among motors on climbs beyond legs. */
  climbingScooters: 0.1,
  /** Motors among rides that show one. */
  motors: 0.85,
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
   * looks harder than it was, by one and more. Pedelecs add 250 W, which is 3.3.
   */
  legsWattsPerKg: 5,
} as const
