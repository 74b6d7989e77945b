/** Every phone app that Sillage understands; a new one is a file of its own and a line here. */
import { overland } from './overland.ts'
import { owntracks } from './owntracks.ts'
import type { Phone } from './phone.ts'

export const phones: readonly Phone[] = [owntracks, overland]

/** The phone app named in a path or a device's settings, or undefined when there is none of that name. */
export const phoneById = (id: string): Phone | undefined => phones.find((phone) => phone.id === id)
