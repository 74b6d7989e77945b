/** Models that have not seen whom they are measured on: trained here, in a folder that is deleted. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import type { Collection, Recording } from '../train/labelled.ts'
import type { Trained, Training } from '../train/trainer.ts'
import { trainModel } from '../train/trainer.ts'
import type { Plan } from './plan.ts'

/** Trains on `collections`, hands over the models, and deletes what was written. Throws when Python or XGBoost is missing. */
export function withTrained<T>(
  { rounds, python, log, model, pauseMin }: Plan & Pick<Training, 'pauseMin'>,
  collections: readonly Collection[],
  folds: number,
  use: (trained: Trained) => T,
): T {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-evaluate-'))
  try {
    const trained = trainModel({
      id: 'temporary',
      collections,
      rounds: [rounds, rounds],
      folds,
      directory,
      python,
      log,
      pauseMin,
    })
    const { sharpness } = model
    return use({
      model: { ...trained.model, sharpness },
      folds: trained.folds.map((fold) => ({ ...fold, model: () => ({ ...fold.model(), sharpness }) })),
    })
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Each recording of `collection` with the model that has not seen its person, fold by fold. */
export function* unseen(collection: Collection, { folds }: Trained): Generator<[Recording, ModeModel]> {
  for (const fold of folds) {
    const names = new Set(fold.people)
    const model = fold.model()
    for (const recording of collection.recordings())
      if (names.has(`${collection.name}: ${recording.person}`)) yield [recording, model]
  }
}

/** The collection, read once and kept in memory. */
export function kept(collection: Collection): Collection {
  let recordings: readonly Recording[] | undefined
  return {
    ...collection,
    recordings: () => {
      recordings ??= [...collection.recordings()]
      return recordings
    },
  }
}

/**
 * The collection with the labels of each person dealt out to `parts` made-up people, by the time they start: folds of
 * these have the same people on both sides.
 */
export function dealtOut(collection: Collection, parts: number): Collection {
  return {
    ...collection,
    *recordings() {
      for (const { person, trace, labels } of collection.recordings())
        for (let part = 0; part < parts; part++) {
          const own = labels.filter(({ startMs }) => partOf(startMs, parts) === part)
          yield { person: `${person}, part ${part}`, trace, labels: own }
        }
    },
  }
}

/** Knuth's multiplicative hash of the second. */
const partOf = (startMs: number, parts: number): number =>
  (Math.imul(Math.round(startMs / 1000), 2_654_435_761) >>> 8) % parts
