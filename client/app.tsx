/** Which address shows which screen; the screens of a vault ask for it to be opened first. */
import type { FunctionComponent } from 'preact'
import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso'
import { Footer } from './parts/footer.tsx'
import { Header } from './parts/header.tsx'
import { lazyView } from './parts/lazy-view.tsx'
import { StatusRegion } from './parts/status.tsx'
import { session } from './state.ts'
import { About } from './views/about.tsx'
import { AddTrip } from './views/add-trip.tsx'
import { Corrections } from './views/corrections.tsx'
import { Create } from './views/create.tsx'
import { Import } from './views/import.tsx'
import { Journal } from './views/journal.tsx'
import { NotFound } from './views/not-found.tsx'
import { Phones } from './views/phones.tsx'
import { Recover } from './views/recover.tsx'
import { Settings } from './views/settings.tsx'
import { Share } from './views/share.tsx'
import { Shared } from './views/shared.tsx'
import { Summary } from './views/summary.tsx'
import { TakeOut } from './views/take-out.tsx'
import { Unlock } from './views/unlock.tsx'
import { Welcome } from './views/welcome.tsx'
import { words } from './words/words.ts'

/** The screen when a vault is open, else the form that opens one. */
function owned(Screen: FunctionComponent): FunctionComponent {
  return function OwnedScreen() {
    return session.value ? <Screen /> : <Unlock needed />
  }
}

const Help = lazyView(async () => (await import('./views/help.tsx')).Help)
const Accessibility = lazyView(async () => (await import('./views/accessibility.tsx')).Accessibility)
const Check = lazyView(async () => (await import('./views/check.tsx')).Check)

const Releases = lazyView(async () => (await import('./views/dashboard/releases.tsx')).Releases)
const Dashboard = lazyView(async () => (await import('./views/dashboard/dashboard.tsx')).DashboardPage)

const screens = {
  timeline: owned(lazyView(async () => (await import('./views/timeline.tsx')).Timeline)),
  trip: owned(lazyView(async () => (await import('./views/trip.tsx')).TripPage)),
  analysis: owned(lazyView(async () => (await import('./views/analysis.tsx')).Analysis)),
  phones: owned(Phones),
  import: owned(Import),
  takeOut: owned(TakeOut),
  share: owned(Share),
  summary: owned(Summary),
  journal: owned(Journal),
  settings: owned(Settings),
  habits: owned(lazyView(async () => (await import('./views/habits.tsx')).Habits)),
  places: owned(lazyView(async () => (await import('./views/places.tsx')).Places)),
  coach: owned(lazyView(async () => (await import('./views/coach.tsx')).Coach)),
  footprints: owned(lazyView(async () => (await import('./views/footprints.tsx')).Footprints)),
  studies: owned(lazyView(async () => (await import('./views/studies/studies.tsx')).Studies)),
  study: owned(lazyView(async () => (await import('./views/studies/study.tsx')).StudyPage)),
  addTrip: owned(AddTrip),
  corrections: owned(Corrections),
}

export function App() {
  return (
    <LocationProvider>
      <a class="skip" href="#content">
        {words().skip}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <ErrorBoundary>
          <Router>
            <Route path="/" component={Welcome} />
            <Route path="/create" component={Create} />
            <Route path="/unlock" component={Unlock} />
            <Route path="/recover" component={Recover} />
            <Route path="/trips" component={screens.timeline} />
            <Route path="/trips/:number" component={screens.trip} />
            <Route path="/analysis" component={screens.analysis} />
            <Route path="/coach" component={screens.coach} />
            <Route path="/check" component={Check} />
            <Route path="/phones" component={screens.phones} />
            <Route path="/import" component={screens.import} />
            <Route path="/take-out" component={screens.takeOut} />
            <Route path="/share" component={screens.share} />
            <Route path="/share/:number" component={screens.share} />
            <Route path="/shared/:id" component={Shared} />
            <Route path="/take-out/summary" component={screens.summary} />
            <Route path="/journal" component={screens.journal} />
            <Route path="/settings" component={screens.settings} />
            <Route path="/places" component={screens.places} />
            <Route path="/footprints" component={screens.footprints} />
            <Route path="/habits" component={screens.habits} />
            <Route path="/add-trip" component={screens.addTrip} />
            <Route path="/corrections" component={screens.corrections} />
            <Route path="/studies" component={screens.studies} />
            <Route path="/studies/:id/:version" component={screens.study} />
            <Route path="/releases" component={Releases} />
            <Route path="/dashboard" component={Dashboard} />
            <Route path="/about" component={About} />
            <Route path="/help" component={Help} />
            <Route path="/accessibility" component={Accessibility} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      </main>
      <Footer />
      <StatusRegion />
    </LocationProvider>
  )
}
