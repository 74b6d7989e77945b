/** Preloaded into a process whose clock is to be another: Date is ahead of the system's by SILLAGE_TEST_AHEAD_MS. */
const RealDate = Date
const aheadMs = Number(process.env['SILLAGE_TEST_AHEAD_MS'])

globalThis.Date = new Proxy(RealDate, {
  construct: (_, given: [number]) =>
    new RealDate(...(given.length > 0 ? given : ([RealDate.now() + aheadMs] as [number]))),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + aheadMs : Reflect.get(target, name)),
})
