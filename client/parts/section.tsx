/** A part of a screen, named by its heading. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="setting" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
