/** The catalogue of tables that a study can ask for; each is one file here and one line in the registry. */
export const tableIds = [
  'participants',
  'split-trips',
  'split-km',
  'split-co2e',
  'total-km',
  'total-co2e',
  'time-profile',
  'flows',
  'habit-change',
] as const

export type TableId = (typeof tableIds)[number]
