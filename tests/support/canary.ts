/** Looks for a position in every file below a folder, in each form that software is likely to write one. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Position {
  readonly latDeg: number
  readonly lonDeg: number
}

/** A number in the forms that are long enough to be unmistakable alone. */
function longForms(value: number): Map<string, Buffer> {
  const text = value.toFixed(6)
  const float64 = (write: (buffer: Buffer) => void) => {
    const buffer = Buffer.alloc(8)
    write(buffer)
    return buffer
  }
  const inBase64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(' '.repeat(shift) + text).toString('base64')
    return whole.slice(shift === 0 ? 0 : 4, Math.floor((text.length + shift) / 3) * 4)
  })
  return new Map([
    ['text', Buffer.from(text)],
    ['text in UTF-16', Buffer.from(text, 'utf16le')],
    ['float64 little endian', float64((b) => b.writeDoubleLE(value))],
    ['float64 big endian', float64((b) => b.writeDoubleBE(value))],
    ['text in hex', Buffer.from(Buffer.from(text).toString('hex'))],
    ['float64 in hex', Buffer.from(float64((b) => b.writeDoubleLE(value)).toString('hex'))],
    ...inBase64.map((form, i): [string, Buffer] => [`text in base64, shifted by ${i}`, Buffer.from(form)]),
  ])
}

/** A number in four bytes: common enough by chance that both numbers must stand near each other. */
function shortForms(value: number): Map<string, Buffer> {
  const four = (write: (buffer: Buffer) => void) => {
    const buffer = Buffer.alloc(4)
    write(buffer)
    return buffer
  }
  const forms = new Map([
    ['float32 little endian', four((b) => b.writeFloatLE(value))],
    ['float32 big endian', four((b) => b.writeFloatBE(value))],
  ])
  for (const scale of [1e5, 1e6, 1e7]) {
    const scaled = Math.round(value * scale)
    forms.set(
      `integer × ${scale} little endian`,
      four((b) => b.writeInt32LE(scaled)),
    )
    forms.set(
      `integer × ${scale} big endian`,
      four((b) => b.writeInt32BE(scaled)),
    )
  }
  return forms
}

/** Every form of the position, each as the bytes that a leak of that form would hold. */
export function formsOf({ latDeg, lonDeg }: Position): Map<string, Buffer> {
  const lon = shortForms(lonDeg)
  const pairs = [...shortForms(latDeg)].map(([form, bytes]): [string, Buffer] => [
    form,
    Buffer.concat([bytes, lon.get(form)!]),
  ])
  return new Map([...longForms(latDeg), ...pairs])
}

const nearBytes = 64

/** What was found where, as sentences; empty when no file shows the position. */
export function findPosition(folder: string, position: Position): string[] {
  return filesBelow(folder).flatMap((path) => {
    const content = readFileSync(path)
    const long = [...longForms(position.latDeg), ...longForms(position.lonDeg)].filter(([, form]) =>
      content.includes(form),
    )
    const lon = shortForms(position.lonDeg)
    const short = [...shortForms(position.latDeg)].filter(([name, form]) =>
      isNear(content, form, lon.get(name)!),
    )
    return [...long, ...short].map(([form]) => `${path} shows the position as ${form}`)
  })
}

function isNear(content: Buffer, a: Buffer, b: Buffer): boolean {
  for (let at = content.indexOf(a); at >= 0; at = content.indexOf(a, at + 1))
    if (content.subarray(Math.max(0, at - nearBytes), at + nearBytes).includes(b)) return true
  return false
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
