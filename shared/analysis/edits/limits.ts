/** How much can be said; apart from the kinds of edits, so that a form knows it without their code. */

/** Seats of the largest vehicle that a car licence is for. */
export const mostPeople = 9

/** Characters of the longest name: a line on a wide screen. */
export const longestName = 80

/** Characters of the longest note: a page. */
export const longestNote = 2000
