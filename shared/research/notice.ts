/**
 * The notice of a study: what people read before they agree, made from the definition that was signed and from nothing
 * else. A consent names its SHA-256, so that what was agreed to can be shown again, word for word.
 */
import { utf8 } from '../vault/bytes.ts'
import { sha256 } from './digest.ts'
import { noticeEnglish } from './notice-english.ts'
import { noticeFrench } from './notice-french.ts'
import type { StudyDefinition, TableSetting } from './study.ts'
import { epsilonPerMonthMilli } from './study.ts'
import type { TableId } from './tables/ids.ts'

export type NoticeLanguage = 'en' | 'fr'

/** The parts of a notice, in the order of reading. */
export const noticeParts = [
  'who',
  'why',
  'what',
  'coarse',
  'period',
  'kept',
  'receives',
  'cost',
  'undone',
  'stop',
  'server',
  'rights',
] as const
export type NoticePart = (typeof noticeParts)[number]

export interface NoticeSection {
  readonly part: NoticePart
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** The tables, in the part `what`. */
  readonly tables?: readonly { readonly id: TableId; readonly name: string; readonly text: string }[]
}

export interface Notice {
  readonly language: NoticeLanguage
  readonly title: string
  readonly sections: readonly NoticeSection[]
}

/** What a language says of a study; the values are ready to be put into sentences. */
export interface NoticeWords {
  readonly headings: Readonly<Record<NoticePart, string>>
  table(setting: TableSetting): { readonly name: string; readonly text: string }
  paragraphs(study: StudyDefinition, figures: NoticeFigures): Readonly<Record<NoticePart, readonly string[]>>
}

/** Figures of a study as its notice writes them. */
export interface NoticeFigures {
  /** ε of a month, as 1 or 0.75, and e^ε to one decimal; decimal signs as in the language. */
  readonly epsilon: string
  readonly factor: string
  /** ε of all months of the study. */
  readonly epsilonTotal: string
  /** How many thresholds there are, and the chance of each to fail, as 1,000,000. */
  readonly thresholds: number
  readonly oneIn: string
  readonly hasFlows: boolean
}

const words: Readonly<Record<NoticeLanguage, NoticeWords>> = { en: noticeEnglish, fr: noticeFrench }

/** The notice of a study in one language. */
export function noticeOf(study: StudyDefinition, language: NoticeLanguage): Notice {
  const { headings, table, paragraphs } = words[language]
  const texts = paragraphs(study, figuresOf(study, language))
  return {
    language,
    title: study.title[language],
    sections: noticeParts.map((part) => ({
      part,
      heading: headings[part],
      paragraphs: texts[part],
      ...(part === 'what' && {
        tables: study.tables.map((setting) => ({ id: setting.id, ...table(setting) })),
      }),
    })),
  }
}

/** SHA-256 of the notice, 64 hex digits: of its texts, one a line, headings among them. */
export async function noticeHash(study: StudyDefinition, language: NoticeLanguage): Promise<string> {
  return sha256(utf8(noticeText(noticeOf(study, language))))
}

/** The notice as plain text. */
export function noticeText({ title, sections }: Notice): string {
  const lines = sections.flatMap(({ heading, paragraphs, tables = [] }) => [
    '',
    heading,
    ...paragraphs,
    ...tables.map(({ name, text }) => `- ${name}: ${text}`),
  ])
  return [title, ...lines, ''].join('\n')
}

function figuresOf(study: StudyDefinition, language: NoticeLanguage): NoticeFigures {
  const hasFlows = study.tables.some(({ id }) => id === 'flows')
  const epsilon = epsilonPerMonthMilli(study) / 1000
  const written = (value: number, digits: number): string => decimal(value, digits, language)
  return {
    epsilon: written(epsilon, 3),
    factor: written(Math.exp(epsilon), 1),
    epsilonTotal: written(study.epsilonTotalMilli / 1000, 3),
    thresholds: hasFlows ? 2 : 1,
    oneIn: grouped(10 ** study.deltaExponent, language),
    hasFlows,
  }
}

// Written by hand: Intl's signs may change with a browser's version, and with them the hash of the same notice.
function decimal(value: number, digits: number, language: NoticeLanguage): string {
  const text = String(Number(value.toFixed(digits)))
  return language === 'fr' ? text.replace('.', ',') : text
}

function grouped(value: number, language: NoticeLanguage): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u202f' : ',')
}
