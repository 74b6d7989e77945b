/** The frame of every chart: a caption, a sentence that reads it, the picture, and the same as a table. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { words } from '../words/words.ts'

interface ChartProps {
  readonly caption: string
  /** What the chart says, in one sentence. */
  readonly reading: string
  readonly testId: string
  /** The picture; what it shows is all in the table. */
  readonly picture: ComponentChildren
  readonly legend?: ComponentChildren
  /** A DataTable; made when it is opened, so that a page of charts stays small. */
  readonly table: () => ComponentChildren
}

export function Chart({ caption, reading, testId, picture, legend, table }: ChartProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <figure class="chart" data-testid={testId}>
      <figcaption>
        <h2>{caption}</h2>
        <p data-testid={`${testId}-reading`}>{reading}</p>
      </figcaption>
      {picture}
      {legend}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words().analysis.asTable}</summary>
        {isOpen && table()}
      </details>
    </figure>
  )
}

/** The picture of a chart, in units of `useChartWidth`; unseen by screen readers, which have the table. */
export function Picture(props: { width: number; height: number; children: ComponentChildren }) {
  return (
    <svg class="picture" viewBox={`0 0 ${props.width} ${props.height}`} aria-hidden="true" focusable="false">
      {props.children}
    </svg>
  )
}

/** Screens with the units that a chart then has, the widest first. */
const widths = [
  ['(min-width: 48rem)', 720],
  ['(min-width: 34rem)', 550],
] as const
const leastWidth = 350

const widthNow = (): number => widths.find(([query]) => matchMedia(query).matches)?.[1] ?? leastWidth

/** Width of a chart's own units: about the pixels that it has, so that its text keeps its size. */
export function useChartWidth(): number {
  const [width, setWidth] = useState(widthNow)
  useEffect(() => {
    const watching = new AbortController()
    for (const [query] of widths)
      matchMedia(query).addEventListener('change', () => setWidth(widthNow()), watching)
    return () => watching.abort()
  }, [])
  return width
}
