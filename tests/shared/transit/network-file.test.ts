import { expect, test } from 'vitest'
import { gtfsOfLaRochelle } from '../../../shared/simulation/feed.ts'
import { FeedError } from '../../../shared/transit/feed.ts'
import { readGtfs } from '../../../shared/transit/gtfs.ts'
import { readFeeds, writeNetwork } from '../../../shared/transit/network-file.ts'
import { bytesSource } from '../../../shared/transit/zip.ts'

const feedCalled = (name: string) => readGtfs(bytesSource(gtfsOfLaRochelle()), name).feed
const [north, south] = [feedCalled('north é'), feedCalled('south')]

test('what is written is what is read', () => {
  expect(readFeeds(writeNetwork([north]))).toEqual([north])
  expect(readFeeds(writeNetwork([]))).toEqual([])
})

test('the order in which feeds were added does not change the file', () => {
  expect(writeNetwork([south, north])).toEqual(writeNetwork([north, south]))
})

test('a town of thirty lines takes a few kilobytes', () => {
  expect(writeNetwork([north]).length).toBeLessThan(8_000)
})

test('a file that is cut, changed or something else is refused', () => {
  const bytes = writeNetwork([north])
  const otherVersion = bytes.slice()
  otherVersion[4] = 99
  for (const wrong of [new Uint8Array(), bytes.slice(0, 3), bytes.slice(0, 40), otherVersion])
    expect(() => readFeeds(wrong)).toThrow(FeedError)
  const hugeClaim = Uint8Array.from([...bytes.slice(0, 5), 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3])
  expect(() => readFeeds(hugeClaim)).toThrow(FeedError)
})
