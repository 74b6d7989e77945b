/** The one function that is used of topojson-client, which ships no types. */
declare module 'topojson-client' {
  export function feature(topology: unknown, object: unknown): unknown
}
