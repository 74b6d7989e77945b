/** A screen: its title in the window and as the heading that takes the focus when one arrives. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { words } from '../words/words.ts'

/** The browser itself starts at the top of the first page. */
let isFirstPage = true

export function Page({
  title,
  windowTitle = title,
  wide,
  children,
}: {
  title: string
  /** In place of the title where that says who went where, or when: browsers keep the titles of windows. */
  windowTitle?: string
  wide?: boolean
  children: ComponentChildren
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const product = words().product
  useEffect(() => {
    document.title = windowTitle === product ? product : `${windowTitle} – ${product}`
  }, [windowTitle, product])
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus()
    isFirstPage = false
  }, [])
  return (
    <div class={wide ? 'page page-wide' : 'page'}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  )
}
