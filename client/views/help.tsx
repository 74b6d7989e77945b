/** How to begin, what is stored and who can read it, what to do when something is lost or wrong, and where to turn. */
import type { ComponentChildren } from 'preact'
import { phones } from '../../shared/phones/registry.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { fill, listed } from '../words/speak.ts'
import { helpWords } from './help-words.ts'

const parts = ['start', 'stored', 'readers', 'operator', 'lost', 'wrong', 'contact'] as const
type PartId = (typeof parts)[number]

export function Help() {
  const text = helpWords()
  return (
    <Page title={text.title}>
      <p class="lead">{text.intro}</p>
      <nav aria-label={text.contents}>
        <ul class="plain">
          {parts.map((part) => (
            <li key={part}>
              <a href={`#${part}`} onClick={(event) => goTo(event, part)}>
                {text[part].title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Part id="start">
        <p>{fill(text.start.intro, { apps: listed(phones.map(({ label }) => label)) })}</p>
        <ol>
          {text.start.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{text.start.files}</p>
      </Part>
      <Part id="stored">
        <p>{text.stored.encrypted}</p>
        <p>{text.stored.clear}</p>
        <p>{text.stored.device}</p>
        <p>{text.stored.never}</p>
      </Part>
      <Part id="readers">
        <Readers />
        <p>{text.readers.modes}</p>
        <p>{text.readers.page}</p>
      </Part>
      <Part id="operator">
        <p>{text.operator.text}</p>
      </Part>
      <Part id="lost">
        <Items items={[text.lost.passphrase, text.lost.words, text.lost.both, text.lost.phone]} />
      </Part>
      <Part id="wrong">
        <Items items={[text.wrong.nothing, text.wrong.missing, text.wrong.mode, text.wrong.offline]} />
      </Part>
      <Part id="contact">
        <p>{text.contact.text}</p>
        <ul>
          <li>
            <a href="/about">{text.more.about}</a>
          </li>
          <li>
            <a href="/accessibility">{text.more.accessibility}</a>
          </li>
        </ul>
      </Part>
    </Page>
  )
}

/** Moves to a part and puts the focus on its title; the address stays, so that going back leaves the page. */
function goTo(event: MouseEvent, part: PartId): void {
  event.preventDefault()
  const title = document.getElementById(part)
  title?.scrollIntoView()
  title?.focus()
}

function Part({ id, children }: { id: PartId; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {helpWords()[id].title}
      </h2>
      {children}
    </section>
  )
}

function Readers() {
  const text = helpWords().readers
  return (
    <DataTable caption={text.table} columns={[text.who, text.normal, text.blind]}>
      {text.rows.map(([who, ...cells]) => (
        <tr key={who}>
          <th scope="row" class="long">
            {who}
          </th>
          {cells.map((cell) => (
            <td class="long" key={cell}>
              {cell}
            </td>
          ))}
        </tr>
      ))}
    </DataTable>
  )
}

function Items({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
