/** The notice of a study, word for word as its hash stands for it. */
import type { Notice } from '../../../shared/research/notice.ts'
import { Section } from '../../parts/section.tsx'
import { words } from '../../words/words.ts'

export function NoticeText({ notice }: { notice: Notice }) {
  const text = words().studies
  return (
    <Section title={text.noticeTitle}>
      <div class="paper notice" lang={notice.language} data-testid="notice">
        {notice.sections.map(({ part, heading, paragraphs, tables = [] }) => (
          <div key={part} data-part={part}>
            <h3>{heading}</h3>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {tables.length > 0 && (
              <ul>
                {tables.map(({ id, name, text: said }) => (
                  <li key={id}>
                    <strong>{name}:</strong> {said}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
      <p class="quiet">{text.language}</p>
    </Section>
  )
}
