/** Starts the page: the last visit's language and colours, then the first screen. */
import { render } from 'preact'
import { App } from './app.tsx'
import { watchConnection } from './connection.ts'
import { guardDrafts } from './drafts.ts'
import { chooseTheme, storedChoices } from './state.ts'
import { watchStudies } from './studies.ts'
import './style/base.css'
import './style/shell.css'
import './style/forms.css'
import './style/drop.css'
import './style/tables.css'
import './style/cards.css'
import './style/corrections.css'
import './style/trips.css'
import './style/calendar.css'
import './style/disclosures.css'
import './style/modes.css'
import './style/map.css'
import './style/paper.css'
import { loadLanguage, preferredLanguage } from './words/words.ts'

const choices = storedChoices()
if (choices.theme !== 'auto') chooseTheme(choices.theme)
await loadLanguage(choices.language ?? preferredLanguage(navigator.languages))
const root = document.getElementById('app')
if (!root) throw new Error('the page has no place for the app')
watchConnection()
guardDrafts()
watchStudies()
render(<App />, root)
