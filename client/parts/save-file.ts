/** Hands a file to the browser, to be kept where its owner chooses. */
export function saveFile(file: {
  readonly fileName: string
  readonly type: string
  readonly content: BlobPart
}): void {
  const address = URL.createObjectURL(new Blob([file.content], { type: file.type }))
  const link = document.createElement('a')
  link.href = address
  link.download = file.fileName
  link.click()
  // The browser reads the address after the click; a minute is ample and frees the memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
