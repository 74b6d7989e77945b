/** A phone app that can write into a vault: one file per app, one line in the registry. */
import type { Fix } from '../trace/trace.ts'

/** What the phone sent, as it arrived; opened only in an unlocked vault. */
export interface PhoneMessage {
  readonly contentType: string
  readonly body: Uint8Array
}

/** What could be read; `skipped` counts messages that are not fixes or cannot be read. Never throws. */
export interface PhoneReading {
  readonly fixes: Fix[]
  readonly skipped: number
}

export interface PhoneSetup {
  /** Link that opens the app with everything filled in. */
  readonly deepLink: string
  /** What to type by hand, in the app's own words. */
  readonly fields: readonly { readonly name: string; readonly value: string }[]
}

export interface Phone {
  readonly id: string
  /** The app's own name; not translated. */
  readonly label: string
  decode(message: PhoneMessage): PhoneReading
  /** Body of the 200 answer that makes this app forget what it sent. JSON. */
  readonly reply: string
  /** How to point the app at `origin` (https://host) with a device's token. */
  setup(origin: string, token: string): PhoneSetup
}

/** Where a phone writes, below the origin of the server. */
export const phonePath = (phoneId: string): string => `/in/${phoneId}`
