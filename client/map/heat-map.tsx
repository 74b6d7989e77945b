/** The map of many trips: how often one passed where. Loaded when it is asked for. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { SectionDocument } from '../../shared/analysis/document.ts'
import { words } from '../words/words.ts'
import type { WorldSpot } from './frame.ts'
import type { Heat } from './heat.ts'
import { heatOf } from './heat.ts'
import { useMapCanvas } from './map-canvas.ts'
import type { SectionPath } from './section-path.ts'
import { StreetCredit, StreetSwitch } from './streets/street-switch.tsx'
import { MapButtons } from './trip-map.tsx'

const noPaths: readonly SectionPath[] = []
const noStays: readonly WorldSpot[] = []
/** So long may counting hold up the page, ms. */
const sliceMs = 12

export function HeatMap({ sections }: { sections: readonly SectionDocument[] }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const helpId = useId()
  const heat = useHeat(sections)
  const { change, fit, isBare, streets } = useMapCanvas(canvas, { paths: noPaths, stays: noStays, heat })
  const text = words()
  return (
    <div
      class="map"
      data-testid="heat-map"
      data-streets={streets?.tiles}
      data-cells={heat?.cellsAt(Number.POSITIVE_INFINITY).counts.length}
    >
      <div class="map-place">
        <canvas
          ref={canvas}
          tabIndex={0}
          role="img"
          aria-label={text.analysis.heatLabel}
          aria-describedby={helpId}
        />
        <MapButtons change={change} fit={fit} />
      </div>
      {isBare && <p role="status">{text.map.noLand}</p>}
      <p class="quiet" id={helpId}>
        {text.analysis.heatHelp}
      </p>
      <StreetSwitch streets={streets} />
      <p class="quiet">
        {text.map.credit} <StreetCredit />
      </p>
    </div>
  )
}

/** The counted sections; counted in slices, so that the page stays ready for its reader. */
function useHeat(sections: readonly SectionDocument[]): Heat | undefined {
  const [heat, setHeat] = useState<Heat>()
  useEffect(() => {
    let isCurrent = true
    let sliceStart = performance.now()
    const pause = (): Promise<void> | undefined => {
      if (performance.now() - sliceStart < sliceMs) return undefined
      return new Promise((resolve) =>
        setTimeout(() => {
          sliceStart = performance.now()
          // What is no longer looked at is never finished.
          if (isCurrent) resolve()
        }),
      )
    }
    void heatOf(sections, pause).then((counted) => {
      if (isCurrent) setHeat(counted)
    })
    return () => {
      isCurrent = false
    }
  }, [sections])
  return heat
}
