/** GeoLife: people whom nobody instructed, with the labels they remembered. Measured on, never shipped. */
import { mapping } from '../../shared/engine/context-thresholds.ts'
import { emptyMap } from '../../shared/engine/model/mode-map.ts'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { segment } from '../../shared/engine/segment.ts'
import { geolife, peopleIn } from '../train/geolife.ts'
import type { Collection } from '../train/labelled.ts'
import { thinned } from '../train/labelled.ts'
import { learntPauseMin } from '../train/pauses.ts'
import { simulated } from '../train/simulator.ts'
import { inOwnLight } from './analysed.ts'
import { dealtOut, kept, unseen, withTrained } from './held-out.ts'
import type { Plan } from './plan.ts'
import { fixSpans } from './spans.ts'
import { bestSpeedRule } from './speed-rule.ts'
import { Tally } from './tally.ts'
import { classTable, confusionTable, fourCells, fourHeads, table } from './words.ts'

/** Fixes per so many seconds, as phones that save battery record; 0 is as recorded. */
const ratesS = [0, 10, 30, 60, 120]
/** What models are trained on: each trace as recorded and with a fix a minute. */
const trainedRatesS = [0, 60]

export interface GeolifeTallies {
  readonly shipped: Tally
  readonly leftOut: Tally
}

/** The part of the page about GeoLife, and what the parts on certainty need of it. */
export function geolifeReport(plan: Plan, directory: string): { page: string[]; tallies: GeolifeTallies } {
  const asRecorded = kept(geolife(directory))
  const varied = kept(geolife(directory, trainedRatesS))
  plan.log('GeoLife: models that have not seen the person')
  const days = simulated(1, plan.trainingDays)
  const folds = Math.min(plan.folds, peopleIn(directory).length)
  const [leftOut, mapless] = withTrained(plan, [varied, days], folds, (trained) => [
    measured(unseen(asRecorded, trained)),
    measured(withoutMap(unseen(asRecorded, trained))),
  ])
  plan.log('GeoLife: models that have seen the person')
  const dealt = dealtOut(varied, plan.smallFolds)
  const leaky = withTrained(
    { ...plan, pauseMin: learntPauseMin([varied]) },
    [dealt, days],
    plan.smallFolds,
    (trained) => measured(unseen(dealtOut(asRecorded, plan.smallFolds), trained)),
  )
  plan.log('GeoLife: the measured model')
  const byRate = ratesS.map((everyS) => measured(withModel(asRecorded, plan.model, everyS)))
  const shipped = byRate[0]!
  const people =
    asRecorded.recordings()[Symbol.iterator]().next().done === true ? 0 : leftOut.told.people.length
  return {
    page: [
      headline(plan, people, {
        leftOut,
        mapless: mapless.told,
        leaky: leaky.told,
        shipped,
        speed: bestSpeedRule(asRecorded),
      }),
      classTable('GeoLife, people left out: per class', leftOut.told.together),
      confusionTable('GeoLife, people left out: confusion', leftOut.told.together),
      rateTable(byRate.map(({ told }) => told)),
      classTable('GeoLife, measured model: per class', shipped.told.together),
      confusionTable('GeoLife, measured model: confusion', shipped.told.together),
    ],
    tallies: { shipped: shipped.told, leftOut: leftOut.told },
  }
}

type Pair = readonly [
  recording: ReturnType<Collection['recordings']> extends Iterable<infer R> ? R : never,
  ModeModel,
]

function* withModel(collection: Collection, model: ModeModel, everyS: number): Generator<Pair> {
  for (const recording of collection.recordings())
    yield [everyS > 0 ? { ...recording, trace: thinned(recording.trace, everyS) } : recording, model]
}

/** The models as they are for who lives in another town. */
function* withoutMap(pairs: Iterable<Pair>): Generator<Pair> {
  for (const [recording, model] of pairs) yield [recording, { ...model, map: emptyMap }]
}

/** A tally of sections as they are told, and one of them judged each alone. */
interface Measured {
  readonly told: Tally
  readonly alone: Tally
}

/** Every recording goes whole through the engine; only labelled time is scored. */
function measured(pairs: Iterable<Pair>): Measured {
  const [told, alone] = [new Tally(), new Tally()]
  for (const [{ person, trace, labels }, model] of pairs) {
    const sections = segment(trace, model).trips.flatMap((trip) => trip.sections)
    const who = person.replace(/, part \d+$/, '')
    told.add(who, fixSpans(trace, labels, inOwnLight(sections)))
    alone.add(who, fixSpans(trace, labels, sections))
  }
  return { told, alone }
}

interface Headline {
  readonly leftOut: Measured
  readonly mapless: Tally
  readonly shipped: Measured
  readonly leaky: Tally
  readonly speed: Tally
}

function headline(plan: Plan, people: number, { leftOut, mapless, leaky, shipped, speed }: Headline): string {
  const folds = Math.min(plan.folds, people)
  const how = folds === people ? 'one person left out at a time' : `people dealt out to ${folds} folds`
  return [
    '## GeoLife, people never seen',
    '',
    `${people} people of GeoLife 1.3 who labelled their modes. Each trace goes whole through the engine, which has to find the trips, cut them into sections and name the modes; labelled fixes are then scored by the seconds they stand for (60 at most), and a fix in no section is wrong. In brackets: 95 % of 1,000 draws of other people, with replacement.`,
    '',
    table({
      title: 'Headline',
      head: ['how, %', ...fourHeads],
      rows: [
        [`**trained on the other people and on simulated days** (${how})`, ...fourCells(leftOut.told, true)],
        ['the same, each ride judged alone', ...fourCells(leftOut.alone, true)],
        ['the same as the first, as in another town', ...fourCells(mapless, true)],
        ['measured model, never trained on GeoLife', ...fourCells(shipped.told, true)],
        ['the same, each ride judged alone', ...fourCells(shipped.alone, true)],
        [
          `*leaky*: labels dealt out to ${plan.smallFolds} folds at random, the same people on both sides`,
          ...fourCells(leaky, true),
        ],
        [
          '*bound*: the best rule on the speed of each minute, fitted to these very people',
          ...fourCells(speed, true),
        ],
      ],
    }),
    'Not *alone*: between bus, car and rail it counts how the person mostly travels, which nobody tells but which follows from all their rides together (`shared/engine/modal-split.ts`). No label of theirs is seen.',
    '',
    `*As in another town*: most of these people live in one, and a model trained on them knows it: by what at least ${mapping.leastPeople} of the other people passed each of its places (\`shared/engine/model/mode-map.ts\`). This row goes without. The measured model, where it is the shipped one, knows no town.`,
    '',
    'The leaky figure is what most papers report. It tells how well a person is recognised who has already labelled other trips on the same streets, and says nothing of a new person; it stands here only so that it can be compared.',
    '',
    'The bound says how hard these people are: no rule on speed alone does better on them, whatever its limits. Scores on other people compare only beside their own bound.',
    '',
    `The models of the first three rows and of the leaky one are trained here, on the labels of other people (or other labels) and ${plan.trainingDays} simulated days, and deleted: GeoLife's licence forbids to pass them on. They learn from no label that the other half of the people they are trained on make hard to believe (docs/training.md); every label counts where they are measured. Two things are shared between folds: how often which class follows which, a table of 25 numbers counted over everybody, and the longest pause, one number. And the engine’s own thresholds, the weight of the own modal split among them, were chosen while looking at these people (docs/engine.md names them): the figures are a little flattered by that.`,
    '',
  ].join('\n')
}

function rateTable(byRate: readonly Tally[]): string {
  return table({
    title: 'GeoLife, measured model: per sampling rate',
    head: ['a fix every, %', ...fourHeads],
    rows: byRate.map((tally, n) => [
      ratesS[n] === 0 ? 'as recorded (mostly 1 to 5 s)' : `${ratesS[n]} s`,
      ...fourCells(tally, true),
    ]),
  })
}
