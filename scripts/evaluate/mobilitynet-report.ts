/** MobilityNet: phones of two makes, as apps use them, along routes whose times and lengths are known. */
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { segment } from '../../shared/engine/segment.ts'
import type { Collection } from '../train/labelled.ts'
import { withoutHints } from '../train/labelled.ts'
import type { Run } from '../train/mobilitynet.ts'
import { journeyOf, labelsOf, mobilitynet, runsIn, traceOf } from '../train/mobilitynet.ts'
import { simulated } from '../train/simulator.ts'
import type { Trained } from '../train/trainer.ts'
import { tripsIn } from './analysed.ts'
import { withTrained } from './held-out.ts'
import { LegErrors } from './leg-errors.ts'
import type { Plan } from './plan.ts'
import { timeSpans } from './spans.ts'
import { Tally } from './tally.ts'
import { quantile, TripTally } from './trip-tally.ts'
import { tripHeads, tripRow } from './trip-words.ts'
import { classTable, confusionTable, fixed, fourCells, fourHeads, percent, table } from './words.ts'

/** The model that is to judge a journey. */
export type ModelFor = (journey: string) => ModeModel

interface Found {
  runs: number
  readonly tally: Tally
  readonly trips: TripTally
  readonly legs: LegErrors
}

/** The part of the page about MobilityNet; `trained` has simulated days and MobilityNet in its folds. */
export function mobilitynetReport(plan: Plan, directory: string, trained: Trained) {
  plan.log('MobilityNet: a model of simulated days alone')
  const alone = withTrained(plan, [simulated(1, plan.trainingDays)], 2, ({ model }) => model)
  const runs = [...runsIn(directory)]
  const apart = modelsByJourney(mobilitynet(directory), trained)
  const unseen = measured(runs, apart, true)
  const unseenNoHints = measured(runs, apart, false)
  const shipped = measured(runs, () => plan.model, true)
  const shippedNoHints = measured(runs, () => plan.model, false)
  const page = [
    introduction(unseen),
    scoreTable([
      ['journey not trained on', unseen],
      ['journey not trained on, no hints', unseenNoHints],
      ['simulated days alone', measured(runs, () => alone, true)],
      ['simulated days alone, no hints', measured(runs, () => alone, false)],
      ['measured model: **trained on these runs**', shipped],
      ['measured model, no hints: **trained on these runs**', shippedNoHints],
    ]),
    phoneTable('MobilityNet, journeys not trained on: modes per phone', unseen, unseenNoHints),
    classTable('MobilityNet, journeys not trained on: per class', unseen.get('all')!.tally.together),
    confusionTable('MobilityNet, journeys not trained on: confusion', unseen.get('all')!.tally.together),
    tripTable('MobilityNet, journeys not trained on: trips and distances', unseen),
    tripTable('MobilityNet, measured model: trips and distances', shipped),
    stationary(runs, plan.model),
  ]
  return { page, tally: unseen.get('all')!.tally }
}

function modelsByJourney(collection: Collection, { folds }: Trained): ModelFor {
  const models = new Map<string, ModeModel>()
  for (const fold of folds) {
    const model = fold.model()
    for (const name of fold.people) models.set(name, model)
  }
  return (journey) => models.get(`${collection.name}: ${journey}`)!
}

/** The runs that apps are judged on and whose fixes are here, by group; each phone's trace goes whole through the engine. */
function measured(runs: readonly Run[], modelFor: ModelFor, hasHints: boolean): Map<string, Found> {
  const groups = new Map<string, Found>()
  for (const run of runs) {
    const points = run.filtered_points ?? []
    if (run.kind !== 'evaluation' || !run.role.startsWith('evaluation') || points.length === 0) continue
    const trace = traceOf(run, points)
    const trips = tripsIn(hasHints ? trace : withoutHints(trace), modelFor(journeyOf(run)))
    const sections = trips.flatMap((trip) => trip.sections)
    for (const name of ['all', run.os, `${run.os} ${run.config}`]) {
      const group = groups.get(name) ?? empty()
      groups.set(name, group)
      group.runs++
      group.tally.add(journeyOf(run), timeSpans(labelsOf(run), sections))
      group.trips.add(
        run.gt.trips.map(({ start, end }) => ({ startMs: start * 1000, endMs: end * 1000 })),
        trips,
      )
      group.legs.add(run, sections)
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const empty = (): Found => ({ runs: 0, tally: new Tally(), trips: new TripTally(), legs: new LegErrors() })

function introduction(groups: ReadonlyMap<string, Found>): string {
  const all = groups.get('all')!
  return [
    '## MobilityNet, phones in pockets',
    '',
    `${all.runs} recordings of ${all.tally.people.length} journeys by one person, who carried phones of several settings at once along three prescribed routes (${fixed(all.tally.seconds / 3600)} hours of travel, counted once per phone). H and M are high and medium accuracy (first) and frequency (second), DC an app that sleeps in between. Every second of every moving leg counts; waits do not.`,
    '',
    '**The shipped model was trained on these same runs**, so its own figures here say only that it learnt them. "Journey not trained on" leaves out a quarter of journeys (and of simulated days) at a time; the same routes were still travelled in other runs. "Simulated days alone" has seen nothing of MobilityNet: the figure for an unknown person on unknown routes.',
    '',
  ].join('\n')
}

function scoreTable(systems: readonly (readonly [string, ReadonlyMap<string, Found>])[]): string {
  return table({
    title: 'MobilityNet: modes',
    head: ['model, %', ...fourHeads, 'Android, five: accuracy', 'iOS, five: accuracy'],
    rows: systems.map(([name, groups]) => {
      const perOs = ['android', 'ios'].map((os) => fourCells(groups.get(os)!.tally)[0]!)
      return [name, ...fourCells(groups.get('all')!.tally), ...perOs]
    }),
  })
}

function phoneTable(
  title: string,
  groups: ReadonlyMap<string, Found>,
  without: ReadonlyMap<string, Found>,
): string {
  return table({
    title,
    head: ['phone and setting, %', 'recordings', ...fourHeads, 'no hints, five: accuracy'],
    rows: [...groups].map(([name, { runs, tally }]) => [
      name,
      runs,
      ...fourCells(tally),
      fourCells(without.get(name)!.tally)[0]!,
    ]),
  })
}

function tripTable(title: string, groups: ReadonlyMap<string, Found>): string {
  return table({
    title,
    head: ['phone and setting', ...tripHeads, 'legs measured', 'leg distance error %, median / p90'],
    rows: [...groups].map(([name, { trips, legs }]) => [
      name,
      ...tripRow(trips),
      `${legs.shares.length} of ${legs.eligible}`,
      `${percent(quantile(legs.shares, 0.5))} / ${percent(quantile(legs.shares, 0.9))}`,
    ]),
  })
}

/** Phones that lay on a table. */
function stationary(runs: readonly Run[], model: ModeModel): string {
  const still = runs.filter(({ kind }) => kind === 'calibration')
  const trips = still.map((run) => segment(traceOf(run, run.points ?? []), model).trips.length)
  const hours = still.reduce((sum, { start, end }) => sum + (end - start) / 3600, 0)
  const restless = trips.filter((count) => count > 0).length
  const all = trips.reduce((sum, count) => sum + count, 0)
  return `Phones lying still: ${still.length} recordings, ${fixed(hours)} hours; ${all} trips invented, in ${restless} recordings.\n`
}
