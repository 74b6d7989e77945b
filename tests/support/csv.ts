/** Rows of a CSV table without line ends in its cells, by the heads of its columns. */
export function csvRows(text: string): Record<string, string>[] {
  const [head, ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((row) =>
      [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain!),
    )
  return rows.map((row) => Object.fromEntries(head!.map((column, i) => [column, row[i]!])))
}
