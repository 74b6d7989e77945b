/** The notice of a study, word for word as its hash stands for it: each part opens by itself, and all of them at once. */
import { useState } from 'preact/hooks'
import type { Notice, NoticePart, NoticeSection } from '../../../shared/research/notice.ts'
import { Section } from '../../parts/section.tsx'
import { fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import { signsKept } from './study-words.ts'

/** Parts that nobody should have to open. */
const firstParts: readonly NoticePart[] = ['who', 'why']

export function NoticeText({ notice, isRead }: { notice: Notice; isRead: boolean }) {
  const [isAllOpen, setAllOpen] = useState(false)
  const text = words().studies
  return (
    <Section title={text.noticeTitle}>
      <p>{text.noticeText}</p>
      <div class="notice" lang={notice.language} data-testid="notice">
        {notice.sections.map((section) => (
          <Part
            key={`${section.part} ${isAllOpen}`}
            section={section}
            isOpen={isAllOpen || (!isRead && firstParts.includes(section.part))}
          />
        ))}
      </div>
      <p class="buttons">
        <button type="button" class="minor" onClick={() => setAllOpen(!isAllOpen)}>
          {isAllOpen ? text.closeAll : text.openAll}
        </button>
      </p>
      <p class="quiet">{text.language}</p>
    </Section>
  )
}

function Part({ section, isOpen }: { section: NoticeSection; isOpen: boolean }) {
  const { part, heading, paragraphs, tables = [] } = section
  const text = words().studies
  return (
    <details class="disclosure" data-part={part} open={isOpen}>
      <summary>
        <h3>{signsKept(heading)}</h3>
      </summary>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{signsKept(paragraph)}</p>
      ))}
      {tables.length > 0 && (
        <ul>
          {tables.map(({ id, name, text: said }) => (
            <li key={id}>
              <strong>{fill(text.named, { name })}</strong> {signsKept(said)}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
