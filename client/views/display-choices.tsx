/** Language, colours and the first day of the week, kept in the vault so that they follow its owner to another browser. */
import { useId } from 'preact/hooks'
import { weekStarts } from '../../shared/analysis/periods.ts'
import { useAction } from '../parts/action.ts'
import { Section } from '../parts/section.tsx'
import { Problem } from '../parts/status.tsx'
import { chooseLanguage, chooseTheme, refreshView, status, theme, themes, view } from '../state.ts'
import { call } from '../vault.ts'
import { usualWeekStart } from '../week.ts'
import { capital, fill, weekday } from '../words/speak.ts'
import { language, languages, words } from '../words/words.ts'

export function DisplayChoices() {
  const id = useId()
  const { busy, problem, run } = useAction()
  const text = words()
  const saveLanguage = async (value: string): Promise<void> => {
    const chosen = languages.find((known) => known === value)
    if (!chosen) return
    await chooseLanguage(chosen)
    await call('saveSettings', { language: chosen })
    status.value = words().common.saved
  }
  const saveTheme = async (value: string): Promise<void> => {
    const chosen = themes.find((known) => known === value) ?? 'auto'
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
  return (
    <Section title={text.settings.display}>
      <div class="field field-short">
        <label for={`${id}-language`}>{text.language.label}</label>
        <select
          id={`${id}-language`}
          value={language.value}
          disabled={busy}
          onChange={({ currentTarget: { value } }) => void run(() => saveLanguage(value))}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {text.language[each]}
            </option>
          ))}
        </select>
      </div>
      <div class="field field-short">
        <label for={`${id}-theme`}>{text.theme.label}</label>
        <select
          id={`${id}-theme`}
          value={theme.value}
          disabled={busy}
          onChange={({ currentTarget: { value } }) => void run(() => saveTheme(value))}
        >
          {themes.map((each) => (
            <option key={each} value={each}>
              {text.theme[each]}
            </option>
          ))}
        </select>
      </div>
      <div class="field field-short">
        <label for={`${id}-week`}>{text.settings.weekStart}</label>
        <select
          id={`${id}-week`}
          value={String(view.value?.settings.weekStart ?? '')}
          disabled={busy}
          onChange={({ currentTarget: { value } }) => void run(() => saveWeekStart(value))}
        >
          <option value="">
            {fill(text.settings.weekStartUsual, { weekday: weekday(usualWeekStart(), 'long') })}
          </option>
          {weekStarts.map((each) => (
            <option key={each} value={String(each)}>
              {capital(weekday(each, 'long'))}
            </option>
          ))}
        </select>
      </div>
      <Problem code={problem} />
    </Section>
  )
}
