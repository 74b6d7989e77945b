/** `sillage study`: what researchers and operators do with studies; each task is a file of `study/`. */
import { CommandError, refusing } from './command-error.ts'

type Run = (args: readonly string[]) => void | Promise<void>

/** Every task, with what it is for; the single place that lists them. */
const tasks: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Run> }>> = {
  keys: {
    about: 'custodian: make the keys that sign a study and open its contributions',
    load: async () => (await import('./study/keys.ts')).studyKeys,
  },
  new: {
    about: 'researcher: a draft to edit',
    load: async () => (await import('./study/new.ts')).studyNew,
  },
  plan: {
    about: 'researcher: what a study could publish with so many people',
    load: async () => (await import('./study/plan.ts')).studyPlan,
  },
  dpia: {
    about: 'controller: the impact assessment of a study, to complete',
    load: async () => (await import('./study/dpia.ts')).studyDpia,
  },
  sign: {
    about: 'custodian: sign a draft; it never changes any more',
    load: async () => (await import('./study/sign.ts')).studySign,
  },
  review: {
    about: 'operator: what a study asks, takes, costs and releases',
    load: async () => (await import('./study/review.ts')).studyReview,
  },
  'registry-key': {
    about: 'operator: the public key that a study has to name',
    load: async () => (await import('./study/registry-key.ts')).studyRegistryKey,
  },
  publish: {
    about: 'operator: put a reviewed study into the catalogue',
    load: async () => (await import('./study/publish.ts')).studyPublish,
  },
  list: {
    about: 'operator: studies, contributions that wait, releases',
    load: async () => (await import('./study/list.ts')).studyList,
  },
  close: {
    about: 'operator: end a study',
    load: async () => (await import('./study/close.ts')).studyClose,
  },
  export: {
    about: 'operator: the sealed contributions of a month, for the custodian',
    load: async () => (await import('./study/export.ts')).studyExport,
  },
  'import-release': {
    about: 'operator: publish a release that the custodian made',
    load: async () => (await import('./study/import-release.ts')).studyImportRelease,
  },
}

const usage = `usage: sillage study TASK …
${Object.entries(tasks)
  .map(([name, { about }]) => `  ${name.padEnd(15)} ${about}`)
  .join('\n')}
Each task says how it is used when it is called without anything.`

/** Runs one task. What is refused is the caller's mistake, said in words. */
export async function runStudy(args: readonly string[]): Promise<void> {
  const [name = '', ...rest] = args
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
  if (task === undefined) throw new CommandError(usage)
  await refusing(async () => (await task.load())(rest))
}
