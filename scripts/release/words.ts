/** What the custodian is told, in English and French, in words that a mayor understands too. */

import { gateRule } from '../../shared/research/release.ts'
import type { StudyDefinition } from '../../shared/research/study.ts'
import { peopleNeeded } from '../study/crowds.ts'

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** What a text is about. */
export interface About {
  readonly definition: StudyDefinition
  readonly month: string
  /** How many people gave figures that hold. */
  readonly people: number
}

interface Told {
  readonly month: string
  readonly people: string
  readonly fewest: string
  readonly needed: string
  readonly epsilon: string
}

interface Words {
  readonly locale: string
  readonly count: (one: boolean, number: string) => string
  /** Fewer than the minimum: no noise was drawn. */
  readonly tooFew: (told: Told) => string
  /** Noise alone said no: the month is closed. */
  readonly closed: (told: Told) => string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    locale: 'en-GB',
    count: (one, number) => (one ? `${number} person` : `${number} people`),
    tooFew: ({ month, people, fewest, needed }) =>
      `nothing is released for ${month}: too few took part.
${people} gave figures that hold. This study publishes nothing about fewer than ${fewest}, because whoever knows a small group could recognise its members in the figures; and the number itself is only told with some blur, so that nobody can find out whether one certain person was the last one needed. That takes about ${needed}.
Nothing was published, and nothing of the privacy budget was spent. The answer is final for this month: to be asked again when more have come would tell of the last one needed that they had not taken part before. What was given for it was destroyed here. Keep to yourself how many they were.`,
    closed: ({ month, people, fewest, needed, epsilon }) =>
      `nothing is released for ${month}: it could not be told safely that enough took part.
${people} gave figures that hold; ${fewest} is the least, but their number is only told with some blur, and blurred it fell short. About ${needed} would nearly always pass.
The answer is final: asking again until it fits would give away what the blur hides. The month is closed, ε ${epsilon} of the privacy budget was spent, and the contributions were destroyed.`,
  },
  fr: {
    locale: 'fr-FR',
    count: (one, number) => (one ? `${number} personne` : `${number} personnes`),
    tooFew: ({ month, people, fewest, needed }) =>
      `rien n’est publié pour ${month} : trop peu de participation.
Chiffres valables reçus de ${people}. Cette étude ne publie rien sur moins de ${fewest}, car qui connaît un petit groupe pourrait en reconnaître les membres dans les chiffres ; et le nombre lui-même n’est donné qu’avec un certain flou, pour que nul ne puisse savoir si telle personne était la dernière qu’il fallait. Il en faut environ ${needed}.
Rien n’a été publié, et rien du budget de confidentialité n’a été dépensé. La réponse est définitive pour ce mois : redemander quand d’autres seront venus dirait de la dernière personne qu’il fallait qu’elle n’avait pas encore participé. Ce qui avait été donné a été détruit ici. Gardez pour vous combien elles étaient.`,
    closed: ({ month, people, fewest, needed, epsilon }) =>
      `rien n’est publié pour ${month} : on ne peut dire sans risque qu’assez de personnes ont participé.
Chiffres valables reçus de ${people} ; le minimum est de ${fewest}, mais leur nombre n’est donné qu’avec un certain flou et, ainsi flouté, il n’a pas suffi. Environ ${needed} passeraient presque toujours.
La réponse est définitive : redemander jusqu’à ce que cela passe trahirait ce que le flou cache. Le mois est clos, ε ${epsilon} du budget de confidentialité a été dépensé, et les contributions ont été détruites.`,
  },
}

/** Why there is no release. */
export function refusalText(language: Language, kind: 'tooFew' | 'closed', about: About): string {
  const { locale, count, [kind]: text } = words[language]
  const { definition, month } = about
  const people = (number: number): string =>
    count(new Intl.PluralRules(locale).select(number) === 'one', number.toLocaleString(locale))
  const gate = gateRule(definition)
  return text({
    month: new Date(`${month}-01T00:00:00Z`).toLocaleDateString(locale, {
      ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
    }),
    people: people(about.people),
    fewest: people(definition.minParticipants),
    needed: people(peopleNeeded(gate)),
    epsilon: (gate.epsilonMilli / 1000).toLocaleString(locale),
  })
}
