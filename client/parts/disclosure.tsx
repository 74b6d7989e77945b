/** A part of a screen that opens and closes; what is in it is made when it is open. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Whether there is room beside a list, so that its tools need not be opened first. */
export const isRoomy = (): boolean => matchMedia('(min-width: 60rem)').matches

export function Disclosure(props: {
  title: string
  /** Beside the title, in either state. */
  note?: string | undefined
  startsOpen: boolean
  children: ComponentChildren
}) {
  const [isOpen, setOpen] = useState(props.startsOpen)
  return (
    <details class="disclosure" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {props.title}
        {props.note && <span class="quiet"> {props.note}</span>}
      </summary>
      {isOpen && props.children}
    </details>
  )
}
