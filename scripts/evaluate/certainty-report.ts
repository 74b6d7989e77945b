/** Whether confidences are honest, what leaving out the doubtful gains, and which sharpness makes them most honest. */
import { segment } from '../../shared/engine/segment.ts'
import type { Collection } from '../train/labelled.ts'
import type { Trained } from '../train/trainer.ts'
import { unseen } from './held-out.ts'
import { timeSpans } from './spans.ts'
import { Tally } from './tally.ts'
import { fixed, percent, table } from './words.ts'

/** A source of predictions by models that had not seen the person. */
export type Source = readonly [name: string, tally: Tally]

const thresholds = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/** The part of the page about certainty. */
export function certaintyReport(sources: readonly Source[]): string[] {
  return [
    '## Certainty\n\nBy time, where there is a section; predictions of models that had not seen the person. Probabilities of modes are added up by class.\n',
    reliability(sources),
    errors(sources),
    selective(sources),
  ]
}

function reliability(sources: readonly Source[]): string {
  const rows = Array.from({ length: 10 }, (_, n) => {
    const cells = sources.flatMap(([, { certainty }]) => {
      const bin = certainty.bins.find(({ from }) => from === n / 10)
      return bin === undefined
        ? ['–', '–', '–']
        : [percent(bin.said), percent(bin.right), fixed(bin.seconds / 3600, 1)]
    })
    return [`${n * 10} to ${(n + 1) * 10}`, ...cells]
  })
  const heads = sources.flatMap(([name]) => [`${name}: said %`, 'right %', 'hours'])
  return table({ title: 'Reliability', head: ['probability said, %', ...heads], rows })
}

function errors(sources: readonly Source[]): string {
  return table({
    title: 'Expected calibration error',
    head: ['source', 'class, points', 'mode as shown, points', 'log loss of the class, nats'],
    rows: sources.map(([name, { certainty, shown, logLoss }]) => [
      name,
      percent(certainty.error),
      // The people of GeoLife wrote fewer words than there are modes.
      name.startsWith('GeoLife') ? '–' : percent(shown.error),
      fixed(logLoss, 3),
    ]),
  })
}

function selective(sources: readonly Source[]): string {
  return table({
    title: 'Saying unknown rather than guessing',
    head: [
      'said when at least, %',
      ...sources.flatMap(([name]) => [`${name}: right %`, 'of all labelled time %']),
    ],
    rows: thresholds.map((threshold) => [
      threshold * 100,
      ...sources.flatMap(([, { certainty, seconds }]) => {
        const said = certainty.atLeast(threshold)
        return [percent(said.right), percent(said.seconds / seconds)]
      }),
    ]),
  })
}

/** Powers that the section's probabilities are raised to. */
const sharpnesses = [0.25, 0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.4, 2, 2.8]

/** The part of the page about sharpness: log loss of unseen recordings for each, and the best. */
export function sharpnessReport(collections: readonly Collection[], trained: Trained): string[] {
  const tallies = sharpnesses.map(() => collections.map(() => new Tally()))
  for (const [c, collection] of collections.entries())
    for (const [{ person, trace, labels }, model] of unseen(collection, trained))
      for (const [n, sharpness] of sharpnesses.entries()) {
        const { trips } = segment(trace, { ...model, sharpness })
        const sections = trips.flatMap((trip) => trip.sections)
        tallies[n]![c]!.add(person, timeSpans(labels, sections))
      }
  const losses = tallies.map((row) => row.map(({ logLoss }) => logLoss))
  const means = losses.map((row) => row.reduce((sum, loss) => sum + loss, 0) / row.length)
  return [
    table({
      title: 'Sharpness',
      head: ['sharpness', ...collections.map(({ name }) => `log loss, ${name}`), 'mean'],
      rows: sharpnesses.map((sharpness, n) => [
        sharpness,
        ...[...losses[n]!, means[n]!].map((x) => fixed(x, 4)),
      ]),
    }),
    `Best for both together: **${fixed(lowest(sharpnesses, means), 2)}**. Never fitted on GeoLife.\n`,
  ]
}

/** Where the parabola through the lowest value and its neighbours, over the logs of `at`, is lowest. */
export function lowest(at: readonly number[], values: readonly number[]): number {
  const best = values.indexOf(Math.min(...values))
  if (best === 0 || best === values.length - 1) return at[best]!
  const [x0, x1, x2] = [best - 1, best, best + 1].map((n) => Math.log(at[n]!)) as [number, number, number]
  const [y0, y1, y2] = [values[best - 1]!, values[best]!, values[best + 1]!]
  const [a, b] = [(x1 - x0) * (y1 - y2), (x1 - x2) * (y1 - y0)]
  return Math.exp(x1 - ((x1 - x0) * a - (x1 - x2) * b) / (2 * (a - b)))
}
