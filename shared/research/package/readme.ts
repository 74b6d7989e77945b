/** The file README.md: what a release is, how to read it in five lines, and what it is not; in both languages. */
import { hasShares } from '../estimates.ts'
import type { ReleasedTable } from '../release.ts'
import { keyColumnsOf } from './columns.ts'
import type { InWords, Language, PackageGiven } from './given.ts'
import { releaseName } from './given.ts'
import { licences } from './licences.ts'
import { inMarkdown } from './markdown.ts'
import { promise } from './privacy.ts'
import { tooNoisy, verdictOf } from './quality.ts'
import { tableWords } from './table-words.ts'

/** The content of `README.md`. */
export function readmeText(given: PackageGiven): string {
  return [
    `# ${releaseName(given)}`,
    '[English](#english) · [Français](#français)',
    ...partOf(given, 'en'),
    ...partOf(given, 'fr'),
  ]
    .join('\n\n')
    .concat('\n')
}

const heads = {
  en: {
    language: 'English',
    tables: 'What is in it',
    read: 'How to read it',
    isNot: 'What it is not',
    check: 'How to check it',
    privacy: 'What it may reveal',
  },
  fr: {
    language: 'Français',
    tables: 'Ce qu’il contient',
    read: 'Comment le lire',
    isNot: 'Ce qu’il n’est pas',
    check: 'Comment le vérifier',
    privacy: 'Ce qu’il peut révéler',
  },
} as const

function partOf(given: PackageGiven, language: Language): string[] {
  const words = heads[language]
  return [
    `## ${words.language}`,
    introOf(given, language),
    `### ${words.tables}`,
    given.release.tables.map((table) => tableLine(table, given, language)).join('\n'),
    othersOf(language),
    `### ${words.read}`,
    ...snippets(exampleOf(given)),
    `### ${words.privacy}`,
    promise(given.study.definition, language),
    `### ${words.isNot}`,
    isNotOf(language),
    `### ${words.check}`,
    checkOf(language),
  ]
}

function introOf({ study, release, madeAt }: PackageGiven, language: Language): string {
  const { title, purpose, controller, licence, zones, version } = study.definition
  const said = (text: InWords): string => inMarkdown(text[language])
  const who = inMarkdown(controller.name)
  const day = madeAt.slice(0, 10)
  const name = `[${licences[licence].title}](${licences[licence].url})`
  return language === 'fr'
    ? `Publication de l’étude « ${said(title)} » (version ${version}) de ${who} pour ${release.month}, faite le ${day}. ${said(purpose)} Zones : ${said(zones.name)}. Licence : ${name}.`
    : `Release of the study “${said(title)}” (version ${version}) by ${who} for ${release.month}, made on ${day}. ${said(purpose)} Zones: ${said(zones.name)}. Licence: ${name}.`
}

function tableLine(table: ReleasedTable, { release }: PackageGiven, language: Language): string {
  const verdict = verdictOf(table, release.participants)
  const line = `- \`data/${table.id}.csv\`, \`.parquet\`${language === 'fr' ? ' :' : ':'} ${tableWords[table.id].title[language]}.`
  return verdict.isShown ? line : `${line} **${tooNoisy[language]}.**`
}

const othersOf = (language: Language): string =>
  language === 'fr'
    ? '`codebook.fr.md` définit chaque colonne, `privacy.json` donne le mécanisme et ses paramètres, `quality.json` le bruit et les limites, `attack-report.json` les attaques essayées avec ces paramètres.'
    : '`codebook.en.md` defines each column, `privacy.json` gives the mechanism and its parameters, `quality.json` noise and limits, `attack-report.json` the attacks that were tried with these parameters.'

const isNotOf = (language: Language): string =>
  language === 'fr'
    ? 'Ce ne sont ni des trajets, ni des lignes par personne, ni un échantillon représentatif : chaque chiffre est une somme sur des volontaires, à laquelle un bruit a été ajouté une fois. Les sommes négatives sont voulues : les retirer fausserait les moyennes. Aucun effectif exact n’est publié. Un tableau « trop bruité » n’est pas à montrer comme un résultat : ses parts sont vides, et `quality.json` dit pourquoi.'
    : 'These are no trips, no rows about a person and no representative sample: each figure is a sum over volunteers to which noise was added once. Sums below zero are meant: dropping them would bias what is averaged. No exact count is published. A table that is “too noisy” is not to be shown as a result: its shares are empty, and `quality.json` says why.'

const checkOf = (language: Language): string =>
  language === 'fr'
    ? '`sha256sum -c SHA256SUMS` vérifie chaque fichier. `SHA256SUMS.jws` est une signature JWS compacte (EdDSA, type `sillage-release`) dont le contenu est `SHA256SUMS`, faite avec la clé de signature de l’étude, que nomme sa définition.'
    : '`sha256sum -c SHA256SUMS` checks each file. `SHA256SUMS.jws` is a compact JWS (EdDSA, type `sillage-release`) whose payload is `SHA256SUMS`, made with the study’s signing key, which its definition names.'

/** The table that the examples read: a split by kilometres where there is one, else the first with shares. */
function exampleOf({ release }: PackageGiven): ReleasedTable {
  const withShares = release.tables.filter(hasShares)
  return withShares.find(({ id }) => id === 'split-km') ?? withShares[0] ?? release.tables[0]!
}

function snippets(table: ReleasedTable): string[] {
  const { id } = table
  const cells = keyColumnsOf(id).slice(1)
  const figures = hasShares(table) ? ['share', 'share_low95', 'share_high95'] : ['noisy', 'low95', 'high95']
  const columns = [...cells, ...figures]
  const quoted = columns.map((name) => `"${name}"`).join(', ')
  const main = figures[0]!
  const fence = (language: string, lines: readonly string[]) =>
    `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``
  return [
    fence('r', [
      'library(arrow)',
      `d <- read_parquet("data/${id}.parquet")   # or: read.csv("data/${id}.csv")`,
      `d <- d[order(-d$${main}), c(${quoted})]`,
      'print(d)',
      'jsonlite::fromJSON("privacy.json")$participants',
    ]),
    fence('python', [
      'import json, pandas',
      `d = pandas.read_csv("data/${id}.csv")   # or: pandas.read_parquet("data/${id}.parquet")`,
      `d = d.sort_values("${main}", ascending=False)[[${quoted}]]`,
      'print(d)',
      'print(json.load(open("privacy.json"))["participants"])',
    ]),
    fence('sql', [
      `CREATE VIEW from_csv AS SELECT * FROM read_csv('data/${id}.csv');`,
      `CREATE VIEW from_parquet AS SELECT * FROM read_parquet('data/${id}.parquet');`,
      `SELECT ${columns.join(', ')} FROM from_csv ORDER BY ${main} DESC;`,
      'SELECT count(*) AS differences FROM (FROM from_csv EXCEPT FROM from_parquet);',
      "SELECT participants.noisy, participants.low95, participants.high95 FROM read_json('privacy.json');",
    ]),
  ]
}
