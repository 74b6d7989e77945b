/** Language, colours and the first day of the week, kept in the vault so that they follow its owner to another browser. */

import { weekStarts } from '../../shared/analysis/periods.ts'
import type { LengthUnit } from '../../shared/words/numbers.ts'
import { lengthUnits } from '../../shared/words/numbers.ts'
import { useAction } from '../parts/action.ts'
import type { Choice } from '../parts/choice-fields.tsx'
import { SelectField } from '../parts/choice-fields.tsx'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import type { Theme } from '../state.ts'
import { chooseLanguage, chooseTheme, refreshView, status, theme, themes, view } from '../state.ts'
import { usualWeekStart } from '../trips/week.ts'
import { call } from '../vault.ts'
import { capital, fill, weekday } from '../words/speak.ts'
import type { Language } from '../words/words.ts'
import { language, languages, words } from '../words/words.ts'

/** The days on which weeks can start, first that of where the browser's language is spoken. */
function weekStartChoices(): Choice[] {
  const usual = fill(words().settings.weekStartUsual, { weekday: weekday(usualWeekStart(), 'long') })
  return [['', usual], ...weekStarts.map((day): Choice => [String(day), capital(weekday(day, 'long'))])]
}

/** The choices, each of which holds at once and is then kept. */
export function DisplayChoices() {
  const { busy, problem, run } = useAction()
  const text = words()
  const saveLanguage = async (chosen: Language): Promise<void> => {
    await chooseLanguage(chosen)
    await call('saveSettings', { language: chosen })
    status.value = words().common.saved
  }
  const saveTheme = async (chosen: Theme): Promise<void> => {
    chooseTheme(chosen)
    await call('saveSettings', { theme: chosen === 'auto' ? null : chosen })
    status.value = words().common.saved
  }
  const saveWeekStart = async (value: string): Promise<void> => {
    const weekStart = weekStarts.find((each) => String(each) === value) ?? null
    await call('saveSettings', { weekStart })
    await refreshView()
    status.value = words().common.saved
  }
  const saveLengthUnit = async (lengthUnit: LengthUnit): Promise<void> => {
    await call('saveSettings', { lengthUnit })
    await refreshView()
    status.value = words().common.saved
  }
  return (
    <Section title={text.settings.display}>
      <div class="choices-line">
        <SelectField
          label={text.language.label}
          value={language.value}
          disabled={busy}
          onValue={(id) => void run(() => saveLanguage(id))}
          choices={languages.map((id) => [id, text.language[id], id])}
        />
        <SelectField
          label={text.theme.label}
          value={theme.value}
          disabled={busy}
          onValue={(id) => void run(() => saveTheme(id))}
          choices={themes.map((id) => [id, text.theme[id]])}
        />
        <SelectField
          label={text.settings.lengthUnit}
          value={view.value?.settings.lengthUnit ?? 'km'}
          disabled={busy}
          onValue={(id) => void run(() => saveLengthUnit(id))}
          choices={lengthUnits.map((id) => [id, text.settings.lengthUnits[id]])}
        />
        <SelectField
          label={text.settings.weekStart}
          value={String(view.value?.settings.weekStart ?? '')}
          disabled={busy}
          onValue={(day) => void run(() => saveWeekStart(day))}
          choices={weekStartChoices()}
        />
      </div>
      <Problem code={problem} />
    </Section>
  )
}
