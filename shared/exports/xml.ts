/** Text inside XML 1.0: signs that XML reads are escaped, characters that it cannot hold are left out. */

/** Char of XML 1.0, §2.2: no controls but tab and ends of line, no lone surrogates, no U+FFFE and U+FFFF. */
const notXml =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in XML
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As a reference, it is not read as the end of a line and made another one.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** `text` as it may stand between tags and in attributes. */
export function xmlText(text: string): string {
  return text.replace(notXml, '').replace(/[&<>"\r\n\t]/g, (sign) => escapes[sign]!)
}
