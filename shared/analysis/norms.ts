/** What others do and what the climate allows, to compare oneself with. Every figure names its source and its year. */
import type { ModeFamily } from '../engine/mode.ts'

/** Where a figure is from. */
export interface Source {
  readonly name: string
  readonly year: number
  readonly address: string
}

const emp: Source = {
  name: 'SDES, Enquête mobilité des personnes',
  year: 2019,
  address:
    'https://www.statistiques.developpement-durable.gouv.fr/la-mobilite-locale-et-longue-distance-des-francais-enquete-nationale-sur-la-mobilite-des-0',
}

const sdesEmissions: Source = {
  name: 'SDES, émissions de la mobilité (EMP)',
  year: 2019,
  address:
    'https://www.statistiques.developpement-durable.gouv.fr/le-quart-des-menages-les-plus-aises-lorigine-de-35-des-emissions-de-gaz-effet-de-serre-des',
}

const budgetSource: Source = {
  name: 'SDES, ADEME',
  year: 2023,
  address: sdesEmissions.address,
}

/** What carbon neutrality in 2050 leaves each person in a year, for everything, kg CO2e. */
export const yearBudget = { co2eKg: 2000, source: budgetSource }

/**
 * Averages of people of 6 years and more in metropolitan France. Trips, minutes and shares are those of working days
 * within 80 km of home; `yearCo2eKg` is of all trips of a year, fuel and its making included, vehicles not.
 */
export const france = {
  tripsPerWorkday: { value: 3, source: emp },
  minutesPerWorkday: { value: 62, source: emp },
  yearCo2eKg: { value: 1450, source: sdesEmissions },
  /** Shares of trips by main mode; families that the survey's summary does not name are absent. */
  tripShares: { value: { car: 0.628, foot: 0.237, transit: 0.091, cycle: 0.027 }, source: emp },
} as const

/** The survey's kinds of mode. */
export type SurveyMode = keyof typeof france.tripShares.value | 'other'

const surveyModes: Partial<Record<ModeFamily, SurveyMode>> = {
  foot: 'foot',
  cycle: 'cycle',
  car: 'car',
  rail: 'transit',
  'road-transit': 'transit',
}

/** How the survey would count a family of modes. */
export const surveyModeOf = (family: ModeFamily): SurveyMode => surveyModes[family] ?? 'other'
