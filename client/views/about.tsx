/** How footprints are computed, and whom data comes from. */
import { Page } from '../parts/page.tsx'
import { view } from '../state.ts'
import { fill } from '../words/speak.ts'
import { words } from '../words/words.ts'

export function About() {
  const text = words().about
  const factors = view.value?.factors
  return (
    <Page title={text.title}>
      <h2>{text.footprintTitle}</h2>
      <p>
        {text.footprint}{' '}
        {factors && fill(text.factorsNow, { label: factors.label, year: String(factors.year) })}
      </p>
      <p>
        <a href="/check">{words().check.title}</a>
      </p>
      <h2>{text.creditsTitle}</h2>
      <ul>
        <li>{text.creditLand}</li>
        <li>{text.creditNames}</li>
        <li>{text.creditFactors}</li>
        <li>{text.creditNorms}</li>
      </ul>
      <p>{text.thirdParties}</p>
    </Page>
  )
}
