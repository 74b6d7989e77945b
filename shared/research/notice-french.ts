/** The notice of a study in French. A change of these texts changes the hash of every notice: consents name it. */
import type { NoticeWords } from './notice.ts'
import { closedAfterDays, consentMonths } from './study.ts'

const monthNames = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]
const monthText = (month: string): string => `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
/** « de mai », « d’avril ». */
const fromMonth = (month: string): string =>
  /^[aeiouéèœ]/.test(monthText(month)) ? `d’${monthText(month)}` : `de ${monthText(month)}`

export const noticeFrench: NoticeWords = {
  headings: {
    who: 'Qui demande',
    why: 'Pourquoi',
    what: 'Ce qui quitte votre coffre, chaque mois',
    coarse: 'Avec quelle finesse',
    period: 'Pendant combien de temps',
    kept: 'Où c’est conservé, et combien de temps',
    receives: 'Qui reçoit les résultats',
    cost: 'Ce que cela coûte en vie privée',
    undone: 'Ce qui ne peut pas être défait',
    stop: 'Comment arrêter',
    server: 'Ce que ce serveur apprend',
    rights: 'Vos droits',
  },
  table: ({ id, clip, pairs }) =>
    ({
      participants: {
        name: 'Que vous participez',
        text: 'le nombre 1, pour compter les personnes. En fait toujours partie.',
      },
      'split-trips': {
        name: 'Parts de vos déplacements par mode',
        text: '100 points répartis sur huit groupes de modes selon le nombre de vos déplacements.',
      },
      'split-km': {
        name: 'Parts de vos kilomètres par mode',
        text: '100 points répartis sur huit groupes de modes selon vos kilomètres ; pas leur nombre.',
      },
      'split-co2e': {
        name: 'Parts de votre empreinte par mode',
        text: '100 points répartis sur huit groupes de modes selon vos émissions de CO₂e ; pas leur quantité.',
      },
      'total-km': {
        name: 'Vos kilomètres par mode',
        text: `des kilomètres entiers par groupe de modes ; ce qui dépasse ${clip} km en tout est coupé.`,
      },
      'total-co2e': {
        name: 'Votre empreinte par mode',
        text: `des kilogrammes entiers de CO₂e par groupe de modes ; ce qui dépasse ${clip} kg en tout est coupé.`,
      },
      'time-profile': {
        name: 'Quand commencent vos déplacements',
        text: '100 points répartis entre jours ouvrés et week-ends et entre quatre parties de la journée.',
      },
      flows: {
        name: 'Entre quelles zones vous allez',
        text: `les ${pairs} couples de zones entre lesquels vous allez le plus, sans dire combien de fois. Les déplacements depuis et vers le domicile ne comptent que si vous cochez cela aussi.`,
      },
      'habit-change': {
        name: 'Si vous prenez moins la voiture qu’avant',
        text: 'un échelon sur cinq, selon la part de la voiture dans vos kilomètres par rapport aux trois mois précédents.',
      },
    })[id],
  paragraphs: (study, { epsilon, factor, epsilonTotal, thresholds, oneIn, hasFlows }) => {
    const { controller, zones, months, licence } = study
    const officer = controller.dataProtectionOfficer
    return {
      who: [
        `${controller.name}, ${controller.address}. Contact : ${controller.contact}. C’est le responsable du traitement de ce que vous donnez.`,
        ...(officer ? [`Pour les données personnelles : ${officer}.`] : []),
        ...(study.assessment ? [`Avis éthique ou analyse d’impact : ${study.assessment}.`] : []),
      ],
      why: [study.purpose.fr],
      what: [
        'Seulement ces nombres entiers, calculés dans votre coffre. Vous choisissez chaque tableau séparément ; celui que vous ne cochez pas part rempli de zéros. Aucune position, aucun trajet, aucune heure, aucun lieu, aucun nom, aucun déplacement ne sort jamais.',
      ],
      coarse: [
        `Un déplacement compte s’il commence ou finit dans l’une des ${zones.count} zones publiques (${zones.name.fr}). Les modes sont réunis en huit groupes, les heures en quatre parties de la journée. Un déplacement qui touche l’un de vos lieux privés n’entre dans rien.`,
      ],
      period: [
        `Les mois ${fromMonth(months.first)} à ${monthText(months.last)}, chacun une fois, pas avant ${closedAfterDays} jours après sa fin. Les mois d’avant votre accord ne sont jamais demandés.`,
        `Votre consentement prend fin de lui-même au bout de ${consentMonths} mois ; la question vous est alors posée à nouveau.`,
      ],
      kept: [
        `Lieu : ${study.storedIn}, sous une clé que seul détient le dépositaire de l’étude, hors de ce serveur : le serveur ne peut pas l’ouvrir. C’est détruit à la publication du mois, et au plus tard ${study.retentionDays} jours après la date à partir de laquelle le mois peut être donné.`,
        'Au moment de la publication, l’ordinateur du dépositaire ouvre les nombres le temps de les additionner ; il les voit sous un nom aléatoire propre à cette étude, sans votre nom ni votre compte.',
      ],
      receives: [
        study.recipients.fr,
        study.isPublic
          ? `Les résultats, qui sont des sommes sur tous les participants auxquelles du bruit est ajouté, sont publiés pour tous sous la licence ${licence}.`
          : `Ils reçoivent des sommes sur tous les participants, auxquelles du bruit est ajouté, sous la licence ${licence}.`,
        `Un mois n’est publié que si environ ${study.minParticipants} personnes ou plus ont participé.`,
      ],
      cost: [
        `Que vous ayez participé ou non à un mois, la probabilité de chaque résultat publié change au plus d’un facteur e^ε ≈ ${factor} (ε = ${epsilon}), plus ${thresholds} sur ${oneIn}.${
          hasFlows ? ` Aucun flux publié ne correspond à moins de ${study.k} participants.` : ''
        } Les erreurs de logiciel et le dépositaire au moment de la publication sont hors de cette promesse.`,
        `En clair : qui regarde les résultats ne peut guère savoir si vous étiez parmi les personnes comptées. Chaque mois donné ajoute à ce coût ; cette étude peut vous prendre au plus ε = ${epsilonTotal} en tout. Les tableaux non cochés ne coûtent rien.`,
      ],
      undone: [
        'Ce qui est publié le reste : les résultats des mois publiés pendant que vous participiez ne peuvent pas être repris, et il peut en exister des copies n’importe où. Votre part ne s’y distingue pas du bruit ; c’est pourquoi elle ne peut être ni montrée ni retirée.',
      ],
      stop: [
        'D’un seul bouton, sur la page de l’étude, à tout moment et sans raison à donner. Plus rien n’est donné ensuite ; ce que vous avez donné et qui n’est pas encore publié est effacé, et le serveur signe qu’il l’a fait. Refuser ou arrêter ne change rien d’autre dans Sillage.',
      ],
      server: [
        'Que votre compte a demandé à rejoindre cette étude ; puis, sous un nom aléatoire et sans votre compte : que quelqu’un a accepté, quel jour et pour quels tableaux, et pour quels mois des nombres sont arrivés. Pas un seul de ces nombres.',
        'Il ne garde aucun lien entre les deux. Un serveur modifié pour vous espionner pourrait en deviner un par le moment et la connexion de vos requêtes.',
      ],
      rights: [
        'Votre accord est la seule base légale (RGPD, article 6, 1, a, et article 9, 2, a, dans la mesure où les lieux fréquentés peuvent révéler davantage). Vous pouvez demander au responsable l’accès à ce qui n’est pas encore publié, sa rectification, son effacement ou sa portabilité ; votre coffre prouve par sa clé pour cette étude quelle part est la vôtre. Aucune décision automatique n’est prise à votre sujet.',
        'Vous pouvez adresser une réclamation à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr ; ou à l’autorité du pays où vous vivez.',
      ],
    }
  },
}
