/**
 * A data protection impact assessment (GDPR, article 35) of a study, as far as the software knows it: filled in from the
 * definition and from the constants that the code runs with. What only the controller can say is left open, in brackets.
 * Its parts follow the CNIL's method (PIA, 2018 edition).
 */
import { passphraseCost } from '../vault/stretch.ts'
import { thresholdOf } from './mechanism/thresholds.ts'
import type { Language } from './package/given.ts'
import { tableWords } from './package/table-words.ts'
import { gateRule, sparseRule } from './release.ts'
import type { StudyDefinition } from './study.ts'
import {
  closedAfterDays,
  consentMonths,
  deltaOf,
  epsilonPerMonthMilli,
  settingOf,
  smallestCrowd,
  totalDelta,
} from './study.ts'

/** A definition, or the draft of one, whose zones are not counted yet. */
export type Assessed = Omit<StudyDefinition, 'keys' | 'zones'> & {
  readonly zones: { readonly name: StudyDefinition['zones']['name']; readonly count?: number }
}

/** The assessment as Markdown, in one language. */
export function dpiaText(study: Assessed, language: Language): string {
  const facts = factsOf(study, language)
  const parts = language === 'fr' ? french(study, facts) : english(study, facts)
  const title = {
    en: 'Data protection impact assessment',
    fr: 'Analyse d’impact relative à la protection des données',
  }
  return `# ${title[language]}\n\n${parts.map(([part, lines]) => `## ${part}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`).join('\n')}`
}

type Part = readonly [title: string, lines: readonly string[]]

/** Figures of the study, written once for both languages. */
function factsOf(study: Assessed, language: Language) {
  const number = (value: number) => value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB')
  const flows = settingOf(study, 'flows')
  return {
    title: study.title[language],
    purpose: study.purpose[language],
    zones: `${study.zones.name[language]}${study.zones.count === undefined ? '' : ` (${number(study.zones.count)})`}`,
    tables: study.tables.map(({ id }) => tableWords[id].title[language]).join(' ; '),
    recipients: study.recipients[language],
    epsilonMonth: number(epsilonPerMonthMilli(study) / 1000),
    epsilonTotal: number(study.epsilonTotalMilli / 1000),
    delta: String(totalDelta(study)),
    deltaEach: String(deltaOf(study)),
    gate: number(thresholdOf(gateRule(study))),
    threshold: flows && number(thresholdOf(sparseRule(study, flows))),
    factor: number(Math.round(Math.exp(epsilonPerMonthMilli(study) / 1000) * 10) / 10),
    argon: `Argon2id, ${passphraseCost.memoryKiB / 1024} MiB, ${passphraseCost.passes}`,
  }
}

type Facts = ReturnType<typeof factsOf>

function english(study: Assessed, facts: Facts): Part[] {
  const { controller } = study
  return [
    [
      '1. Context',
      [
        `Processing: the study “${facts.title}”, version ${study.version} (\`${study.id}\`), from ${study.months.first} to ${study.months.last}.`,
        `Controller: ${controller.name}, ${controller.address}, ${controller.contact}. Data protection officer: ${controller.dataProtectionOfficer ?? '[to be named]'}.`,
        `Purpose: ${facts.purpose}`,
        `Data that leave a vault: per person and closed month, whole numbers for these tables: ${facts.tables}. Zones: ${facts.zones}. No trace, no time of day finer than four bands, no identity.`,
        `Recipients of releases: ${facts.recipients} Recipients of contributions: the custodian of the release key alone: [who holds it, and where].`,
        `Kept in ${study.storedIn}, sealed, until the release, and at most ${study.retentionDays} days after a month is closed.`,
      ],
    ],
    [
      '2. Fundamental principles',
      [
        'Legal basis: explicit consent (articles 6(1)(a) and 9(2)(a)), per table, nothing ticked in advance; refusing or withdrawing changes nothing else.',
        `A consent holds ${consentMonths} months. Withdrawal is one click, stops contributions at once and erases those that are not released. What is released cannot be taken back; the notice says so beforehand.`,
        'Minimisation: vectors are coarse, clipped and of one length; trips that touch a private place are left out; trips of home count as flows only where that was ticked.',
        `A month is contributed ${closedAfterDays} days after its end at the earliest. The person sees the exact numbers before they leave.`,
        'Access, portability, erasure: by the person alone, with the key of the study in their vault; the receipt follows ISO/IEC TS 27560.',
      ],
    ],
    [
      '3. Measures',
      [
        `Anonymisation: user-level differential privacy, ε = ${facts.epsilonMonth} per person and month, at most ${facts.epsilonTotal} over the study, δ = ${facts.delta} per month (${facts.deltaEach} per threshold). The chance of any published result changes by a factor of at most ${facts.factor} with one person's taking part.`,
        `Noise: discrete Laplace, exact, from the generator of the operating system. A month is released once.`,
        `Crowds: no release below ${study.minParticipants} people, in practice ${facts.gate} with noise. No row of flows for fewer than ${Math.max(study.k, smallestCrowd)} people${facts.threshold ? `, published from a noisy ${facts.threshold} on` : ''}.`,
        'Each release is attacked before it is published (membership, differencing, crowds, known zones); the report is in the package.',
        'Encryption: contributions are sealed to the release key (X25519, XChaCha20-Poly1305); the server cannot open them. Signatures: Ed25519.',
        `The custodian's keys are protected by a passphrase (${facts.argon} passes) and kept off the server.`,
        'The server keeps no tie between an account and a pseudonym; it sees the network address of who sends. [Logs of the reverse proxy: how long, what.]',
      ],
    ],
    [
      '4. Risks',
      [
        'Illegitimate access to contributions: needs the release key and its passphrase. Severity: significant; likelihood: [negligible / limited], given [how the key is kept].',
        'Unwanted modification: signatures, one contribution per pseudonym and month, bounds checked at the release; one person moves no figure by more than its clip. Severity: limited; likelihood: negligible.',
        'Disappearance: contributions are not backed up on purpose; a lost month is not released. Severity: negligible.',
        'Re-identification from releases: bounded by ε and δ above. Not covered: faults of software, and the custodian at the time of release, who sees bounded vectors under pseudonyms.',
      ],
    ],
    [
      '5. Validation',
      [
        `Reference: ${study.assessment ?? '[ethics opinion, or none]'}.`,
        'Opinion of the data protection officer: [ ]. Views of people concerned: [ ]. Decision and date: [ ].',
      ],
    ],
  ]
}

function french(study: Assessed, facts: Facts): Part[] {
  const { controller } = study
  return [
    [
      '1. Contexte',
      [
        `Traitement : l’étude « ${facts.title} », version ${study.version} (\`${study.id}\`), de ${study.months.first} à ${study.months.last}.`,
        `Responsable du traitement : ${controller.name}, ${controller.address}, ${controller.contact}. Délégué à la protection des données : ${controller.dataProtectionOfficer ?? '[à désigner]'}.`,
        `Finalité : ${facts.purpose}`,
        `Données qui quittent un coffre : par personne et par mois clos, des nombres entiers pour ces tableaux : ${facts.tables}. Zones : ${facts.zones}. Aucune trace, aucune heure plus fine que quatre tranches, aucune identité.`,
        `Destinataires des publications : ${facts.recipients} Destinataire des contributions : le dépositaire de la clé de publication, seul : [qui la détient, et où].`,
        `Conservation : ${study.storedIn}, sous scellés, jusqu’à la publication, et au plus ${study.retentionDays} jours après la clôture d’un mois.`,
      ],
    ],
    [
      '2. Principes fondamentaux',
      [
        'Base légale : consentement explicite (articles 6(1)(a) et 9(2)(a)), tableau par tableau, rien de coché d’avance ; refuser ou retirer ne change rien d’autre.',
        `Un consentement vaut ${consentMonths} mois. Le retrait se fait en un clic, arrête aussitôt les contributions et efface celles qui ne sont pas publiées. Ce qui est publié ne peut être repris ; la notice le dit avant.`,
        'Minimisation : les vecteurs sont grossiers, plafonnés et de même longueur ; les déplacements qui touchent un lieu privé sont écartés ; ceux du domicile ne comptent comme flux que si cela a été coché.',
        `Un mois est transmis au plus tôt ${closedAfterDays} jours après sa fin. La personne voit les nombres exacts avant leur départ.`,
        'Accès, portabilité, effacement : par la personne seule, avec la clé de l’étude dans son coffre ; le reçu suit l’ISO/IEC TS 27560.',
      ],
    ],
    [
      '3. Mesures',
      [
        `Anonymisation : confidentialité différentielle par personne, ε = ${facts.epsilonMonth} par personne et par mois, au plus ${facts.epsilonTotal} sur l’étude, δ = ${facts.delta} par mois (${facts.deltaEach} par seuil). La participation d’une personne change la probabilité de tout résultat publié d’un facteur ${facts.factor} au plus.`,
        'Bruit : loi de Laplace discrète, exacte, tirée du générateur du système. Un mois n’est publié qu’une fois.',
        `Foules : aucune publication sous ${study.minParticipants} personnes, en pratique ${facts.gate} avec le bruit. Aucune ligne de flux pour moins de ${Math.max(study.k, smallestCrowd)} personnes${facts.threshold ? `, publiée à partir de ${facts.threshold} avec le bruit` : ''}.`,
        'Chaque publication est attaquée avant de paraître (appartenance, différences, foules, zones connues) ; le rapport est dans le paquet.',
        'Chiffrement : les contributions sont scellées pour la clé de publication (X25519, XChaCha20-Poly1305) ; le serveur ne peut les ouvrir. Signatures : Ed25519.',
        `Les clés du dépositaire sont protégées par une phrase de passe (${facts.argon} passes) et conservées hors du serveur.`,
        'Le serveur ne garde aucun lien entre un compte et un pseudonyme ; il voit l’adresse réseau de qui envoie. [Journaux du mandataire inverse : durée, contenu.]',
      ],
    ],
    [
      '4. Risques',
      [
        'Accès illégitime aux contributions : il y faut la clé de publication et sa phrase de passe. Gravité : importante ; vraisemblance : [négligeable / limitée], compte tenu de [la garde de la clé].',
        'Modification non désirée : signatures, une contribution par pseudonyme et par mois, bornes vérifiées à la publication ; une personne ne déplace aucun chiffre de plus que son plafond. Gravité : limitée ; vraisemblance : négligeable.',
        'Disparition : les contributions ne sont, à dessein, pas sauvegardées ; un mois perdu n’est pas publié. Gravité : négligeable.',
        'Réidentification par les publications : bornée par ε et δ ci-dessus. Hors de cette promesse : les défauts du logiciel, et le dépositaire au moment de la publication, qui voit des vecteurs bornés sous pseudonyme.',
      ],
    ],
    [
      '5. Validation',
      [
        `Référence : ${study.assessment ?? '[avis d’éthique, ou aucun]'}.`,
        'Avis du délégué à la protection des données : [ ]. Avis des personnes concernées : [ ]. Décision et date : [ ].',
      ],
    ],
  ]
}
