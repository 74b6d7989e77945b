/** What tables, columns and values of a package are called and mean, in both languages. */
import type { TableId } from '../tables/ids.ts'
import type { InWords } from './given.ts'

/** What a table holds, and over whom. */
export interface TableWords {
  readonly title: InWords
  readonly universe: InWords
}

const all: InWords = {
  en: 'Volunteers who contributed in the month; trips that start or end in a zone of the study.',
  fr: 'Volontaires ayant contribué ce mois-là ; déplacements qui commencent ou finissent dans une zone de l’étude.',
}
const agreed: InWords = {
  en: `${all.en} Who did not agree to this table, or had nothing to give, counts as nothing.`,
  fr: `${all.fr} Qui n’a pas accepté ce tableau, ou n’avait rien à donner, compte pour rien.`,
}

export const tableWords: Readonly<Record<TableId, TableWords>> = {
  participants: {
    title: { en: 'Number of participants', fr: 'Nombre de participants' },
    universe: {
      en: 'Volunteers who contributed in the month.',
      fr: 'Volontaires ayant contribué ce mois-là.',
    },
  },
  'split-trips': {
    title: {
      en: 'Mean personal modal split by trips: each person shares out 100 points over the main modes of their trips',
      fr: 'Répartition modale personnelle moyenne en déplacements : chaque personne répartit 100 points entre les modes principaux de ses déplacements',
    },
    universe: agreed,
  },
  'split-km': {
    title: {
      en: 'Mean personal modal split by distance: each person shares out 100 points over the modes of their kilometres',
      fr: 'Répartition modale personnelle moyenne en distance : chaque personne répartit 100 points entre les modes de ses kilomètres',
    },
    universe: agreed,
  },
  'split-co2e': {
    title: {
      en: 'Mean personal modal split by footprint: each person shares out 100 points over the modes of their kg CO2e',
      fr: 'Répartition modale personnelle moyenne en empreinte : chaque personne répartit 100 points entre les modes de ses kg CO2e',
    },
    universe: agreed,
  },
  'total-km': {
    title: { en: 'Kilometres by mode', fr: 'Kilomètres par mode' },
    universe: agreed,
  },
  'total-co2e': {
    title: { en: 'Footprint by mode, kg CO2e', fr: 'Empreinte par mode, en kg CO2e' },
    universe: agreed,
  },
  'time-profile': {
    title: {
      en: 'When trips start: each person shares out 100 points over kinds of day and bands of the day',
      fr: 'Quand les déplacements commencent : chaque personne répartit 100 points entre types de jour et tranches horaires',
    },
    universe: agreed,
  },
  flows: {
    title: {
      en: 'Between which zones people go: each marks the pairs that they go most often between',
      fr: 'Entre quelles zones les gens se déplacent : chacun marque les paires qu’il parcourt le plus souvent',
    },
    universe: {
      en: 'Volunteers who contributed in the month and agreed to this table. Trips from and to home only of those who agreed to them. Pairs for fewer people than the threshold are absent; nothing may be concluded from their absence. Figures just above the threshold are too high on average, as those that noise took below it are not there.',
      fr: 'Volontaires ayant contribué ce mois-là et accepté ce tableau. Déplacements depuis et vers le domicile seulement pour qui l’a accepté. Les paires sous le seuil sont absentes ; rien ne se déduit de leur absence. Les chiffres juste au-dessus du seuil sont trop hauts en moyenne, car ceux que le bruit a fait passer dessous n’y sont pas.',
    },
  },
  'habit-change': {
    title: {
      en: 'Change of the car’s share of kilometres against the three months before: each person marks one step, or none',
      fr: 'Évolution de la part de la voiture dans les kilomètres par rapport aux trois mois précédents : chacun marque un palier, ou aucun',
    },
    universe: {
      en: 'Volunteers who contributed in the month, agreed to this table, and have at least ten trips in the month and in the three before.',
      fr: 'Volontaires ayant contribué ce mois-là, accepté ce tableau, et ayant au moins dix déplacements dans le mois et dans les trois précédents.',
    },
  },
}

/** Meanings of the values that a column of text can have; zones are listed in the file of zones. */
export const valueWords: Readonly<Record<string, Readonly<Record<string, InWords>>>> = {
  mode: {
    walk: { en: 'walking and running', fr: 'marche et course' },
    cycle: {
      en: 'bicycle, electric bicycle, electric scooter',
      fr: 'vélo, vélo électrique, trottinette électrique',
    },
    car: { en: 'car, car-pool, taxi', fr: 'voiture, covoiturage, taxi' },
    'two-wheeler': { en: 'motorcycle and moped', fr: 'moto et cyclomoteur' },
    bus: { en: 'bus and coach', fr: 'bus et autocar' },
    rail: { en: 'tram, subway, train', fr: 'tram, métro, train' },
    air: { en: 'plane', fr: 'avion' },
    other: { en: 'ferry, and what was not recognised', fr: 'bateau, et ce qui n’a pas été reconnu' },
  },
  day: {
    workday: { en: 'Monday to Friday', fr: 'du lundi au vendredi' },
    weekend: { en: 'Saturday and Sunday', fr: 'samedi et dimanche' },
  },
  band: {
    '05-09': { en: 'from 5:00 to before 9:00, local time', fr: 'de 5 h à avant 9 h, heure locale' },
    '09-16': { en: 'from 9:00 to before 16:00', fr: 'de 9 h à avant 16 h' },
    '16-20': { en: 'from 16:00 to before 20:00', fr: 'de 16 h à avant 20 h' },
    '20-05': { en: 'from 20:00 to before 5:00', fr: 'de 20 h à avant 5 h' },
  },
  change: {
    'much-less': { en: 'down by more than 15 points', fr: 'en baisse de plus de 15 points' },
    less: { en: 'down by 15 to more than 5 points', fr: 'en baisse de plus de 5 à 15 points' },
    same: {
      en: 'within 5 points (up by 5 is «more»)',
      fr: 'à 5 points près (une hausse de 5 compte comme «\u202Fmore\u202F»)',
    },
    more: { en: 'up by 5 to less than 15 points', fr: 'en hausse de 5 à moins de 15 points' },
    'much-more': { en: 'up by 15 points or more', fr: 'en hausse de 15 points ou plus' },
  },
}

/** What the columns hold. */
export const columnWords: Readonly<Record<string, InWords>> = {
  period: { en: 'Month of the release', fr: 'Mois de la publication' },
  mode: { en: 'Group of modes', fr: 'Groupe de modes' },
  day: { en: 'Kind of day', fr: 'Type de jour' },
  band: { en: 'Band of the day in which the trip starts', fr: 'Tranche horaire du départ' },
  change: {
    en: 'Step of change, in points of the car’s share',
    fr: 'Palier d’évolution, en points de la part de la voiture',
  },
  origin_zone: {
    en: 'Zone of departure, as in zones.geojson',
    fr: 'Zone de départ, comme dans zones.geojson',
  },
  dest_zone: { en: 'Zone of arrival, as in zones.geojson', fr: 'Zone d’arrivée, comme dans zones.geojson' },
  noisy: {
    en: 'Sum over people with its noise: right on average, and below zero at times',
    fr: 'Somme sur les personnes avec son bruit : juste en moyenne, parfois négative',
  },
  low95: {
    en: 'The true sum is not below this with a chance of 95 % (with high95)',
    fr: 'La somme vraie n’est pas en dessous, avec 95 % de chances (avec high95)',
  },
  high95: {
    en: 'The true sum is not above this with a chance of 95 % (with low95)',
    fr: 'La somme vraie n’est pas au-dessus, avec 95 % de chances (avec low95)',
  },
  clipped: {
    en: 'noisy, or 0 where it is below zero; too high on average where true sums are small',
    fr: 'noisy, ou 0 s’il est négatif ; trop haut en moyenne là où les sommes vraies sont petites',
  },
  share: {
    en: 'Share of the whole, projected so that none is below zero and all add up to 100; empty where noise is too large',
    fr: 'Part du tout, projetée pour qu’aucune ne soit négative et que leur total soit 100 ; vide si le bruit est trop grand',
  },
  share_low95: {
    en: 'Lower end of the 95 % interval of the share',
    fr: 'Bas de l’intervalle à 95 % de la part',
  },
  share_high95: {
    en: 'Upper end of the 95 % interval of the share',
    fr: 'Haut de l’intervalle à 95 % de la part',
  },
  per_person: {
    en: 'Mean per participant: noisy, not below zero, divided by the noisy number of participants; empty where noise is too large',
    fr: 'Moyenne par participant : noisy, au moins zéro, divisé par le nombre bruité de participants ; vide si le bruit est trop grand',
  },
  per_person_low95: {
    en: 'Lower end of the 95 % interval of the mean',
    fr: 'Bas de l’intervalle à 95 % de la moyenne',
  },
  per_person_high95: {
    en: 'Upper end of the 95 % interval of the mean',
    fr: 'Haut de l’intervalle à 95 % de la moyenne',
  },
}
