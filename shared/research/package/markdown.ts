/** Texts of studies inside Markdown. */

/** A text that Markdown shows as it is: no link, picture, heading or HTML comes of it. */
export const inMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>|#~&]/g, '\\$&')
