/** The worker's calls about studies. */
import type { StudyCalls } from '../../studies-protocol.ts'
import type { OpenVault } from '../open-vault.ts'
import type { Studies } from '../studies.ts'
import { httpReleaseServer } from './study-server.ts'

type StudyHandlers = {
  [N in keyof StudyCalls]: (input: Parameters<StudyCalls[N]>[0]) => Promise<ReturnType<StudyCalls[N]>>
}

/** `vault` gives the open vault, `telling` tells other tabs that it has changed. */
export function studyHandlers(
  vault: () => OpenVault,
  telling: <T>(work: Promise<T>) => Promise<T>,
): StudyHandlers {
  const reading = <T>(work: (studies: Studies) => Promise<T>): Promise<T> => vault().studies.open().then(work)
  const changing = <T>(work: (studies: Studies) => Promise<T>): Promise<T> => telling(reading(work))
  return {
    studies: (input) => reading((studies) => studies.view(input)),
    previewStudy: (input) => reading((studies) => studies.preview(input)),
    consentToStudy: (input) => changing((studies) => studies.consent(input)),
    refuseStudy: (input) => changing((studies) => studies.refuse(input)),
    withdrawFromStudy: (input) => changing((studies) => studies.withdraw(input)),
    giveMonth: (input) => changing((studies) => studies.giveMonth(input)),
    giveDue: async () =>
      (await vault().studies.hasAny()) ? changing((studies) => studies.giveDue()) : { given: 0 },
    askEachMonth: (input) => changing((studies) => studies.askEachMonth(input)),
    capStudies: (input) => changing((studies) => studies.cap(input)),
    studyReceipts: (input) => reading((studies) => studies.receipts(input)),
    studyEvents: async () => ((await vault().studies.hasAny()) ? reading((studies) => studies.events()) : []),
    releases: async () => (await releaseCode()).shownReleases(httpReleaseServer),
    verifyRelease: async (input) => (await releaseCode()).verifyRelease(httpReleaseServer, input),
    dashboards: async () => (await releaseCode()).shownDashboards(httpReleaseServer),
  }
}

/** Loads when it is first needed. */
const releaseCode = () => import('./releases.ts')
