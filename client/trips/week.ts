/** On which day weeks start: as the owner said, else as where their browser's language is spoken. */
import type { WeekStart } from '../../shared/analysis/periods.ts'
import { weekStarts } from '../../shared/analysis/periods.ts'
import { view } from '../state.ts'
import { language, words } from '../words/words.ts'

/** Of weeks, the calendar and all that is added up by week. */
export const weekStart = (): WeekStart => view.value?.settings.weekStart ?? usualWeekStart()

/** The day that is usual for the language on screen, in the country that the browser names with it. */
export function usualWeekStart(): WeekStart {
  const own = navigator.languages.find((each) => each.startsWith(language.value) && each.includes('-'))
  return weekStartIn(own ?? words().locale)
}

/** What `Intl` knows of a locale; TypeScript does not name it yet, and some browsers have it as a property. */
interface WeekInfo {
  readonly getWeekInfo?: () => { readonly firstDay: number }
  readonly weekInfo?: { readonly firstDay: number }
}

/** Monday where a browser does not know. */
export function weekStartIn(locale: string): WeekStart {
  const known = new Intl.Locale(locale) as Intl.Locale & WeekInfo
  const firstDay = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay
  return weekStarts.find((each) => each === firstDay) ?? 1
}
