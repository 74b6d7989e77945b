/** A part of a screen that opens and closes; where the screen is wide it starts open. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** From this width on there is room beside the list. */
const roomy = '(min-width: 60rem)'

export function Disclosure(props: {
  title: string
  /** Beside the title, in either state. */
  note?: string | undefined
  children: ComponentChildren
}) {
  const [startsOpen] = useState(() => matchMedia(roomy).matches)
  return (
    <details class="disclosure" open={startsOpen}>
      <summary>
        <span>{props.title}</span>
        {props.note && <span class="quiet"> {props.note}</span>}
      </summary>
      {props.children}
    </details>
  )
}
