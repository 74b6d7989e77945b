/** What may be typed for a handle and a passphrase; checked here before anything is derived or sent. */

/** Fewest characters of a passphrase: the least that NIST SP 800-63B-4 allows where nothing else is asked for. */
export const passphraseCharacters = 15

/** What a handle looks like; the same as in the HTTP contract, whose schema would weigh more than this page. */
export const handlePattern = /^[a-z0-9][a-z0-9._-]{2,39}$/
