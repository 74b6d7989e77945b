/** The words of `reasons.ts` in English: the shape that every other language must fill. */
export const englishReasons = {
  why: 'Section {number}: why {mode}?',
  speed: 'Median {cruise} m/s ({cruisePerHour}) while moving, hardly ever above {topPerHour}.',
  stood: 'Stood still {times} ({perKm} per km), {share} of the time.',
  times: { one: 'once', other: '{count} times' },
  neverStood: 'Never stood still.',
  flight: 'Faster than any train.',
  silence: 'Nothing was recorded for {duration}: the mode cannot be known.',
  gap: 'Nothing was recorded for {duration} of it.',
  sparse: 'One position every {duration} only: details are lost.',
  line: 'Follows line {line} for {share} of the way.',
  lineEnds: 'Follows line {line} from {board} of a stop to {alight} of a stop.',
  lineHalts:
    'Follows line {line} from {board} of a stop to {alight} of a stop, halting at {served} of {passed}.',
  held: 'Kept close to {speed} for {share} of the ride and hardly ever above, as a motor’s limit does.',
  climbed: 'Climbed {height} at a pace that takes {watts} W per kg of the rider, more than legs keep up.',
  ownSplit: 'Movement alone left it open: {share} of your motorised time is by {mode} or the like.',
  others: 'Of those from whom the model learnt, {share} passed there {by}.',
  by: { walk: 'on foot', bike: 'by bicycle', bus: 'by bus', car: 'by car', rail: 'by rail' },
  said: 'The phone said “{belief}” {share} of the time.',
  beliefs: {
    still: 'still',
    walk: 'walking',
    run: 'running',
    bicycle: 'cycling',
    in_vehicle: 'in a vehicle',
  },
  runnerUp: '“{mode}” would also fit ({share}).',
  guess: 'No mode fits well enough; nearest is “{mode}” ({share}).',
  taught: 'You corrected {trips}: {mode}.',
  suchTrips: { one: '{count} such trip', other: '{count} such trips' },
  edited: 'You said so.',
}

/** What a language says of reasons. */
export type ReasonWords = typeof englishReasons
