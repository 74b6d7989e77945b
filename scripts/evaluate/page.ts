/** The page docs/accuracy.md. */
import { mobilitynet } from '../train/mobilitynet.ts'
import { simulated } from '../train/simulator.ts'
import type { Source } from './certainty-report.ts'
import { certaintyReport, sharpnessReport } from './certainty-report.ts'
import { geolifeReport } from './geolife-report.ts'
import { kept, withTrained } from './held-out.ts'
import { mobilitynetReport } from './mobilitynet-report.ts'
import type { Plan } from './plan.ts'
import { simulatorReport } from './simulator-report.ts'

/** Measures everything in `plan`, whose page says that `command` made it. Takes minutes. */
export function accuracyPage(plan: Plan & { readonly command: string }): string {
  const sources: Source[] = []
  const parts = [introduction(plan)]
  if (plan.geolife === undefined) parts.push('## GeoLife\n\nNot here: left out.\n')
  else {
    const { page, tallies } = geolifeReport(plan, plan.geolife)
    parts.push(...page)
    sources.push(['GeoLife, measured model', tallies.shipped], ['GeoLife, people left out', tallies.leftOut])
  }
  const sharpness = mobilitynetParts(plan, parts, sources)
  const simulator = simulatorReport(plan)
  parts.push(...simulator.page)
  sources.push(['Simulated days', simulator.tally])
  return [...parts, ...certaintyReport(sources), ...sharpness].join('\n')
}

/** Adds what MobilityNet says; returns the part about sharpness, which comes last. */
function mobilitynetParts(plan: Plan, parts: string[], sources: Source[]): string[] {
  if (plan.mobilitynet === undefined) {
    parts.push('## MobilityNet\n\nNot here: left out.\n')
    return []
  }
  const directory = plan.mobilitynet
  const collections = [simulated(1, plan.trainingDays), mobilitynet(directory)].map(kept)
  plan.log('MobilityNet and simulated days: models that have not seen the journey or day')
  return withTrained(plan, collections, plan.smallFolds, (trained) => {
    const { page, tally } = mobilitynetReport(plan, directory, trained)
    parts.push(...page)
    sources.push(['MobilityNet, journeys not trained on', tally])
    plan.log('Sharpness')
    return sharpnessReport(collections, trained)
  })
}

function introduction({
  command,
  model,
  rounds,
  folds,
  trainingDays,
}: Parameters<typeof accuracyPage>[0]): string {
  const isQuick = folds < 10 || rounds < 60
  return [
    '# How well trips and modes are told',
    '',
    `Made by \`${command}\`; \`docs/training.md\` says where the data come from. Measured model: \`${model.id}\`. Models trained here have forests of ${rounds} rounds; those with simulated days, ${trainingDays} of them.`,
    '',
    ...(isQuick ? ['**A quick run: few folds and small models. Not for quoting.**', ''] : []),
    'Scores are shares of time, in per cent. *Five classes*: walk (with running), bike (with e-bikes and scooters), bus, car (with taxis and motorcycles), rail. *Three*: the last three as one, motorised. *Macro-F1*: the mean of the classes’ F1. Which people are held out moves a single split by up to 7 points either way: no claim here rests on one.',
    '',
  ].join('\n')
}
