import { afterEach, describe, expect, test, vi } from 'vitest'
import { stretchApart } from '../../../client/worker/stretching.ts'
import { stretchHere } from '../../../shared/vault/stretch.ts'

const passphrase = new TextEncoder().encode('correct horse battery')
const salt = new Uint8Array(16).fill(7)

afterEach(() => vi.unstubAllGlobals())

test('a passphrase stretched in a thread of its own gives what it gives here', async () => {
  const [apart, here] = [await stretchApart(passphrase, salt), await stretchHere(passphrase, salt)]
  expect(apart).toHaveLength(64)
  expect(apart).toEqual(here)
  expect(await stretchApart(passphrase, new Uint8Array(16))).not.toEqual(here)
})

test('what cannot be stretched there is a fault here', async () => {
  await expect(stretchApart(passphrase, new Uint8Array(3))).rejects.toThrow('Salt')
})

describe('where one thread cannot start another, a passphrase is stretched all the same', () => {
  test('as there are none', async () => {
    vi.stubGlobal('Worker', undefined)
    expect(await stretchApart(passphrase, salt)).toEqual(await stretchHere(passphrase, salt))
  })

  test('as their code cannot be had', async () => {
    const Started = Worker
    let started = 0
    vi.stubGlobal(
      'Worker',
      class extends Started {
        constructor() {
          super('/no-such-file.js', { type: 'module' })
          started++
        }
      },
    )
    expect(await stretchApart(passphrase, salt)).toEqual(await stretchHere(passphrase, salt))
    expect(started).toBe(1)
  })
})
