/** Streets for one map: asks for a picture of what it looks at, and holds the last that came. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { StreetPicture, StreetView } from './protocol.ts'
import {
  askForStreets,
  drawStreets,
  hasStreets,
  isStreetServerAway,
  listenForStreets,
  streetMap,
} from './streets.ts'

/** What a map says of its streets. */
export type ShownStreets = Pick<StreetPicture, 'tiles' | 'waiting' | 'failed'>

type Look = Pick<StreetView, 'camera' | 'widthPx' | 'heightPx' | 'colours'>

const isSame = (a: ShownStreets | undefined, b: ShownStreets): boolean =>
  a?.tiles === b.tiles && a.waiting === b.waiting && a.failed === b.failed

/** The streets under one map; `schedule` is called when there is something new to draw. */
export function useStreets(schedule: () => void): {
  /** What is drawn of streets now, if anything; `lookAt` asks for what is to be drawn then. */
  lookAt(look: Look): StreetPicture | undefined
  shown: ShownStreets | undefined
} {
  const info = (hasStreets() && !isStreetServerAway() && streetMap.value) || undefined
  const [shown, setShown] = useState<ShownStreets>()
  const picture = useRef<StreetPicture | null>(null)
  const map = useRef(0)
  /** What was last asked for, and whether its picture is still to come. */
  const asked = useRef({ key: '', isOpen: false })
  useEffect(() => void askForStreets(), [])
  useEffect(() => {
    if (!info) return
    asked.current = { key: '', isOpen: false }
    const heard = listenForStreets((fresh) => {
      asked.current.isOpen = false
      if (!fresh) {
        setShown({ tiles: 0, waiting: 0, failed: 1 })
        return
      }
      picture.current?.bitmap.close()
      picture.current = fresh
      setShown((before) => (isSame(before, fresh) ? before : fresh))
      schedule()
    })
    map.current = heard.map
    schedule()
    return () => {
      heard.stop()
      picture.current?.bitmap.close()
      picture.current = null
      setShown(undefined)
      schedule()
    }
  }, [info])
  const lookAt = (look: Look): StreetPicture | undefined => {
    if (!info) return undefined
    const ratio = devicePixelRatio
    const key = JSON.stringify([look, ratio])
    if (!asked.current.isOpen && asked.current.key !== key && map.current > 0) {
      asked.current = { key, isOpen: true }
      drawStreets({ map: map.current, info, ratio, ...look })
    }
    return picture.current && picture.current.tiles > 0 ? picture.current : undefined
  }
  return { lookAt, shown }
}
