/**
 * Every number that decides something in the engine, with its unit and where it comes from.
 *
 * They come from physics, from the literature and from how phones record. A few were chosen between round values by what
 * they did on labelled traces (MobilityNet's odd runs and GeoLife's development people); docs/engine.md names them.
 */

const secondMs = 1000
const minuteMs = 60 * secondMs

/** Cleaning. */
export const cleaning = {
  /** Worse than this a fix says in which quarter one is, not in which street; e-mission and Traccar cut at 200 m too. */
  inaccurateM: 200,
  /** An inaccurate fix is kept where no accurate one lies within this time: then it is all there is. */
  aloneMs: 10 * minuteMs,
  /** Phones tell the radius of 68 % (Android's Location.getAccuracy); this many times that holds 95 % of a round error. */
  nearlySure: 1.6,
  /** 216 km/h: only trains and planes go faster, and neither goes back to where it was within minutes. */
  suspectSpeedMps: 60,
  /** An airliner's steepest bank, 30°, pulls 5.7 m/s² sideways; trains and cars brake, start and turn more softly. */
  hardestMps2: 6,
  /** Jumps below this are noise that smoothing deals with. */
  suspectJumpM: 100,
  /** How far ahead a return is looked for: a stray fix of a cell tower or of another device seldom stays longer. */
  returnMs: 10 * minuteMs,
  /** As many as a recorder of one fix a second makes in that time. */
  returnFixes: 600,
  /** Coming back means: less than this share of the jump remains. */
  returnShare: 0.5,
  /** A stray ends as abruptly as it began, with a step of more than this share of the jump, or fades within this time. */
  abruptShare: 0.5,
  gradualMs: 10 * secondMs,
  /** Farther than this many jumps away, with a step not much longer than the first, the way leads on, as a plane's does. */
  goneShare: 4,
  onShare: 2,
  /** From rest to rest faster than one walks (Bohannon 1997: 1.4 m/s), not one fix on the way though they come this often. */
  leapMps: 1.5,
  leapS: 90,
  /** Back at rest means back within this: twice the noise of fixes indoors. */
  restM: 50,
  /** Who is away at least this long has not jumped but been elsewhere, or another device has. */
  teleportMs: minuteMs,
  /** How many fixes back the position that an echo repeats is looked for, to name it. */
  echoFixes: 64,
  /** Two tracks are interleaved when strays of one follow each other within this many fixes. */
  interleavedFixes: 4,
  /** A receiver that was silent this long had to find itself again. */
  silenceMs: 20 * secondMs,
  /** It does so within this time: a warm start takes about 30 s, and what comes later is judged as a jump. */
  settlingMs: minuteMs,
  /** Steps between fixes that are judged by the motion after them: longer ones leave room for any turn. */
  settlingStepMs: 10 * secondMs,
  /** Closer than this to the motion that follows a fix has settled. */
  unsettledM: 50,
  /** A silence up to this, travelled at least this fast in a straight line, is a tunnel; else the start was cold. */
  tunnelMs: 10 * minuteMs,
  tunnelMps: 3,
  /** A silence of years is a clock's error: of 1970, of 2000, or of the 1,024 weeks (19.6 years) that GPS counts in. */
  wrongClockMs: 5 * 365.25 * 24 * 60 * minuteMs,
  /** Until the clock is set by the first fixes: what lasts longer is an old trace. */
  handfulMs: 10 * minuteMs,
} as const

/** Drift: what looks like a trip and is noise. */
export const drifting = {
  /** A fix that is this good says where one is to the house: GNSS under open sky tells 5 m to 30 m. */
  goodAccuracyM: 50,
  /** Indoor fixes about one spot lie within this. */
  spotM: 60,
  /** From rest to rest, between fixes a minute apart, at more than a bicycle's pace: nobody was seen on the way. */
  leapMps: 4,
  /** Wrong access points are near ones; a longer way was driven between two fixes. */
  farthestM: 500,
} as const

/** Speed and altitude as the phone reports them. */
export const recording = {
  /** The unit is judged by what lies this long before and after a fix; knots and mph are 15 % apart. */
  unitWindowMs: 5 * minuteMs,
  /** Older positions say nothing of a speed, other altitudes nothing of this one. */
  windowMs: minuteMs,
  /** Positions are compared over at least this time: 10 m of noise then make 1.4 m/s. */
  chordMs: 10 * secondMs,
  /** From this speed on, positions tell the unit; below, noise weighs as much as the way. */
  clearlyMovingMps: 3,
  /** What is slower is believed up to this many times the speed from positions, and this much more. */
  slowGain: 2,
  slowMarginMps: 1,
  /** The means of reported speeds and of speeds from positions agree within this, turns and pauses included. */
  unitMargin: 0.2,
  /** The Dead Sea's shore lies at −430 m; airliners fly below 14,000 m. */
  lowestM: -500,
  highestM: 15_000,
} as const

/** Stays. */
export const staying = {
  /** Fixes are gathered over this time before positions are compared: 10 s to 20 s evens out noise, and still sees a walk to a bus. */
  knotMs: 15 * secondMs,
  /** Radius of a spot. DeepStay's baseline uses 30 m, trackintel 100 m, Li et al. 2008 200 m: wider ones swallow short walks. */
  spotM: 60,
  /** Poor fixes widen the spot by what their accuracy exceeds this, up to `spotWideningM`. */
  goodAccuracyM: 50,
  spotWideningM: 100,
  /** Shorter is not even looked at: lights and halts. */
  shortestMs: 4 * minuteMs,
  /** Shorter is a pause, unless one turns back. trackintel and e-mission say 5 min and then cut trips in jams and at rests. */
  pauseMin: 7,
  /** Who comes and goes on on foot and does not turn back, rests: walkers sit down where drivers would be doing something. */
  restMin: 25,
  /** What is learnt from labels is no longer than this: after an hour somewhere one sets off anew. */
  longestPauseMin: 60,
  /** Turning back is being on the way one came at these distances from the stop, within `sameWayM`. */
  turnsBackM: [120, 200],
  sameWayM: 50,
  /** Longer than any wait for a connection: lines that run half-hourly are caught by everybody who tries. */
  longestWaitMs: 30 * minuteMs,
  /** How one came to a stop and went on is judged by this much before and after it. */
  contextMs: 8 * minuteMs,
  /** A ride went at least this far. */
  rideM: 300,
  /**
   * Longest waits, min: from one ride to a bus or train, from a walk to one, from one of them to another ride, from a walk
   * to being picked up by a car.
   */
  transferMin: 30,
  boardingMin: 20,
  onwardMin: 15,
  pickUpMin: 10,
  /** Trains on which one goes this far halt for many minutes on the way; suburban lines end before. */
  longDistanceM: 100_000,
  /** Windows beside a stop see it too: the ride before or after it is looked for in this many. */
  besideWindows: 10,
  /** Who gets on at this pace, minute by minute, is walking about, not staying; phones that lie still for weeks seldom reach it. */
  movingMps: 0.06,
  movingHalfMs: 30 * secondMs,
  /** Farther apart than this, three knots tell no pace. */
  movingLongestMs: 150 * secondMs,
  /** Farther than this within half a minute is leaving: half of a walk's pace, and more than a fix's noise. */
  offM: 20,
  movingWindowMs: 4 * minuteMs,
  /** Fewer comparisons than this prove nothing: sparse phones. */
  movingSample: 3,
  /** A stay begins and ends in the core of its spot, not while the spot is still crossed. */
  coreM: 45,
  /** From one knot to the next this much farther from the middle is leaving: 0.8 m/s, straight out. */
  leavingStepM: 12,
  /** Leaving the spot and coming back within this time is drift. */
  excursionMs: minuteMs,
  /** Two stays are one when nothing between them went farther than this from the first, and no more of it was restless. */
  driftM: 120,
  driftMs: 3 * minuteMs,
  /** A single fix up to this far off, between two stays at one spot, is a reflection or a mast, not a trip. */
  strayM: 1000,
  /** A silence that leaves this much time beyond what the way needed was a stay: phones that record nothing while still. */
  silentMs: 20 * minuteMs,
  /** Faster than bicycles, and than a bus that comes to its stop. */
  underWayMps: 10,
  /** A silence of this length within a stay: the phone slept, or was switched off. */
  asleepMs: 10 * minuteMs,
  /** Awake for no longer than this before or after it: one was still, or already, on the way. */
  wakeMs: 3 * minuteMs,
  /** The moment of leaving is estimated for silences longer than this. */
  silenceMs: 3 * minuteMs,
  /** Still in the core after a silence of this length, one has been there meanwhile, even when one leaves at once. */
  stillMs: 8 * minuteMs,
  /** Unseen for this much longer than the way needed, one trip ended and another began, wherever that was. */
  deadMs: 2 * 60 * minuteMs,
  /** How fast an unseen way is travelled: on foot at first (Bohannon 1997: 1.2 to 1.4 m/s), faster the longer it is. */
  unseenSpeedMps: 1.2,
  unseenGainMpsPerKm: 0.5,
  unseenLimitMps: 25,
  /** Who is seen to ride right after rode before as well, for this share of the pace: doors and locks take time. */
  unseenShare: 0.5,
  /** A pace is seen in this time; a ride first seen after a silence of as long began within it. */
  paceMs: 2 * minuteMs,
} as const

/** Trips. */
export const tripping = {
  /** Less than this is drift, or a walk to the letter box. */
  shortestM: 100,
  shortestMs: minuteMs,
  /** Distances add up steps of at least this length, so that the noise of standing still is no distance. */
  stepM: 15,
  longestStepM: 100,
  goodAccuracyM: 30,
} as const

/** Features. */
export const featuring = {
  /** Below this one stands: the noise of 10 m fixes over 15 s. */
  standingMps: 0.7,
  /** A hop's weight in quantiles is its time, up to this. */
  longestHopMs: 2 * minuteMs,
  /** A window is no longer than this, unless it is a single hop. */
  windowMs: 35 * secondMs,
  /** Half widths of what is seen around a window; the reference study found ±15 s to ±15 min best. */
  scalesMs: [45 * secondMs, 2 * minuteMs, 5 * minuteMs, 15 * minuteMs],
  /** Hops on either side in which the longest gap is looked for. */
  gapHops: 8,
} as const

/** Windows that need not see all trees. */
export const judging = {
  /** Rounds (a tree per class) after which it is looked at which windows are clear: a later look finds hardly any more. */
  afterRounds: 8,
  /**
   * A window is clear when one class leads by this much then, which becomes 3.4 after 70 rounds. Of 611,000 windows of
   * GeoLife and of simulated days a third are clear, and none of them has another likeliest class after all. Accuracy moves
   * by a thousandth at one fix a minute; at 0.5 it loses two to four.
   */
  lead: 0.8,
  /** How far each round goes: `eta` in scripts/train/train.py. */
  step: 0.06,
} as const

/** The sequence of modes along a way. */
export const decoding = {
  /** A hop of this length without fixes is a section of its own: its mode cannot be seen. */
  silenceMs: 20 * minuteMs,
  /** No more certainty than this from one window: log-probabilities stay finite. */
  leastProbability: 1e-4,
  /** Shortest walk, and shortest ride by bicycle, bus, car and rail; the reference study's durations. */
  shortestMs: [minuteMs, 2 * minuteMs, 2 * minuteMs, 2 * minuteMs, 2 * minuteMs],
  /** The pace of a walk (Bohannon 1997): beside a ride, what is slower is not the ride. */
  edgeMps: 1.4,
  /**
   * Unseen between two rides on rails, at a pace between these, one went on by rail: tunnels, and nights on trains. Who is
   * faster flew between two airports: the fastest trains of France take three hours for 660 km as the crow flies.
   */
  tunnelMps: [5, 60],
  /**
   * Unseen for no longer than this beside a motorised ride, at a pace between these, it went on: faster than bicycles,
   * slower than who flew meanwhile.
   */
  unseenRideMs: 60 * minuteMs,
  unseenRideMps: [10, 40],
  /** Standing or walking at a trip's end for this long before or after a ride is a walk to or from it. */
  accessMs: 90 * secondMs,
  accessM: 40,
  /** Standing at either end of a trip for this long is not part of it. */
  haltMs: 45 * secondMs,
  haltMps: 0.5,
  /** Between two trains one walks or waits at least this long, and gets at least this far. */
  transferMs: 150 * secondMs,
  transferM: 100,
  /**
   * Or at least this long, where one rides for some minutes before and after it, and one way so much faster than the
   * other: a tram to the station, then the train.
   */
  changeMs: 100 * secondMs,
  changeBesideMs: 4 * minuteMs,
  changeRatio: 2.5,
  /** Hops longer than this do not show who walks. */
  seenMs: 59 * secondMs,
  /**
   * Unseen for that long, nobody walks farther than at this pace, where people begin to run (Hreljac 1993), and this much
   * more: they ran for some minutes, or a fix was a street off.
   */
  walkMps: 2.2,
  spareM: 200,
  /** Standing for more than this share of a section that the sequence called a walk is waiting. */
  standingShare: 0.6,
  /** Weight of the windows' mean log-probability beside that of the section as a whole. */
  windowWeight: 4,
  /** What a walk between two rides has against it, nats: it takes two changes where a slow ride takes none. */
  betweenRides: 1.5,
  /** Windows that a shortest duration spans at most. */
  longestChain: 4,
} as const

/** What tells modes of one class from each other: the middle of the change, and its width, m/s. */
export const refining = {
  /** People change from walking to running at 2.0 to 2.2 m/s (Hreljac 1993). */
  runningMps: [2.15, 0.12],
  /** Assisted bicycles are ridden at about 20 km/h where others go 15, and helped up to 25 km/h in the EU. */
  assistedMps: [5.6, 0.4],
  sportMps: [7.8, 0.3],
  /** Trams and undergrounds go up to 70 or 80 km/h, trains faster. */
  trainMps: [20, 2],
  /** 360 km/h: no train in service is faster than 350. */
  flightMps: 100,
  /** The fastest timetables, Beijing to Shanghai in 4½ hours, make 66 m/s as the crow flies. */
  unseenFlightMps: 75,
  flightM: 80_000,
  movingMps: 0.7,
} as const
