/** The notice of a study in English. A change of these texts changes the hash of every notice: consents name it. */
import type { NoticeWords } from './notice.ts'
import { closedAfterDays, consentMonths } from './study.ts'

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const monthText = (month: string): string => `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`

export const noticeEnglish: NoticeWords = {
  headings: {
    who: 'Who asks',
    why: 'Why',
    what: 'What leaves your vault, each month',
    coarse: 'How coarse it is',
    period: 'For how long',
    kept: 'Where it is kept, and how long',
    receives: 'Who receives the results',
    cost: 'What it costs in privacy',
    undone: 'What cannot be undone',
    stop: 'How to stop',
    server: 'What this server learns',
    rights: 'Your rights',
  },
  table: ({ id, clip, pairs }) =>
    ({
      participants: { name: 'That you take part', text: 'the number 1, to count people. Always part of it.' },
      'split-trips': {
        name: 'Shares of your trips by mode',
        text: '100 points shared out over eight groups of modes by how many of your trips each makes.',
      },
      'split-km': {
        name: 'Shares of your kilometres by mode',
        text: '100 points shared out over eight groups of modes by your kilometres; not how many there are.',
      },
      'split-co2e': {
        name: 'Shares of your footprint by mode',
        text: '100 points shared out over eight groups of modes by your CO₂e; not how much there is.',
      },
      'total-km': {
        name: 'Your kilometres by mode',
        text: `whole kilometres by eight groups of modes; what you have above ${clip} km in all is cut off.`,
      },
      'total-co2e': {
        name: 'Your footprint by mode',
        text: `whole kilograms of CO₂e by eight groups of modes; what you have above ${clip} kg in all is cut off.`,
      },
      'time-profile': {
        name: 'When your trips start',
        text: '100 points shared out over workdays and weekends and four parts of the day.',
      },
      flows: {
        name: 'Between which zones you go',
        text: `the ${pairs} pairs of zones that you go between most, without how often. Trips from and to home count only if you tick that as well.`,
      },
      'habit-change': {
        name: 'Whether you go by car less than before',
        text: 'one of five steps, by the car’s share of your kilometres against the three months before.',
      },
    })[id],
  paragraphs: (study, { epsilon, factor, epsilonTotal, thresholds, oneIn, hasFlows }) => {
    const { controller, zones, months, licence } = study
    const officer = controller.dataProtectionOfficer
    return {
      who: [
        `${controller.name}, ${controller.address}. Contact: ${controller.contact}. It is the controller of what you give.`,
        ...(officer ? [`About personal data: ${officer}.`] : []),
        ...(study.assessment ? [`Ethics opinion or impact assessment: ${study.assessment}.`] : []),
      ],
      why: [study.purpose.en],
      what: [
        'Only these whole numbers, worked out inside your vault. You choose each table by itself; one that you do not tick leaves as nothing but zeros. No position, way, time, place, name or trip ever leaves.',
      ],
      coarse: [
        `Trips count if they start or end in one of ${zones.count} public zones (${zones.name.en}). Modes are put into eight groups, times into four parts of the day. A trip that touches one of your private places is left out of everything.`,
      ],
      period: [
        `Months from ${monthText(months.first)} to ${monthText(months.last)}, each once, not before ${closedAfterDays} days after its end. Months before the one in which you agree are never asked for.`,
        `Your consent ends by itself after ${consentMonths} months; then you are asked again.`,
      ],
      kept: [
        `In ${study.storedIn}, locked with a key that only the custodian of the study holds, away from this server: the server cannot open it. It is destroyed at the release of its month, and at the latest ${study.retentionDays} days after the month could first be given.`,
        'At the release the custodian’s computer opens the numbers for as long as it takes to add them up; it sees them under a random name that is this study’s alone, not your name or account.',
      ],
      receives: [
        study.recipients.en,
        study.isPublic
          ? `The results, which are sums over all who take part with noise added, are published for everyone under the licence ${licence}.`
          : `They receive sums over all who take part, with noise added, under the licence ${licence}.`,
        `A month is released only if about ${study.minParticipants} people or more took part.`,
      ],
      cost: [
        `Whether or not you took part in a month, the chance of any published result changes by at most a factor e^ε ≈ ${factor} (ε = ${epsilon}), plus ${thresholds} in ${oneIn}.${
          hasFlows ? ` No published flow stands for fewer than ${study.k} participants.` : ''
        } Software errors and the custodian at release time are outside this promise.`,
        `In plain words: whoever looks at the results can hardly tell whether you were among the people counted. Each month that you give adds to this cost; this study may take at most ε = ${epsilonTotal} from you in all. Tables that you do not tick cost nothing.`,
      ],
      undone: [
        'What is published stays published: results of months that were released while you took part cannot be taken back, and copies of them may be anywhere. Your part in them cannot be told from the noise; that is why it can neither be shown nor taken out.',
      ],
      stop: [
        'With one button, on the page of this study, at any time and without a reason. Nothing more is given from then on; what you gave and was not released yet is erased, and the server signs that it was. Refusing or stopping changes nothing else in Sillage.',
      ],
      server: [
        'That your account asked to join this study; then, under a random name and without your account: that somebody agreed, on which day and to which tables, and for which months numbers came. Not a single one of the numbers.',
        'It keeps no link between the two. A server that were changed to spy on you could guess one from the moment and the connection of your requests.',
      ],
      rights: [
        'Your agreement is the only legal ground (GDPR, article 6(1)(a), and 9(2)(a) as far as where people go may reveal more). You may ask the controller for access to what was not released yet, to correct or erase it, or to have it moved; your vault proves by its key for this study which part is yours. Nothing is decided about you automatically.',
        'You may complain to the French data protection authority: CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr; or to the authority of the country where you live.',
      ],
    }
  },
}
