/** Help and the statement on accessibility, in English; fetched with their views. */
export const helpEn = {
  title: 'Help',
  intro:
    'Sillage keeps where you went for you alone. This page says what is stored, who can read it, and what to do when something does not work.',
  contents: 'On this page',
  start: {
    title: 'Connect a phone',
    intro:
      'Sillage has no app of its own. Your phone uses one that exists already and that is free: {apps}. Whichever you take, it is set up in a few minutes.',
    steps: [
      'Create a vault, if you have none, and write the 24 recovery words down on paper.',
      'Install the app on the phone, and allow it to know where you are at any time: else it stops when the screen is off.',
      'Open the page “Phones” of your vault, give the phone a name and create its token.',
      'On the phone, follow the link that appears, or scan its code with the phone, or type its fields into the app.',
      'Go for a walk. Then look at the page “Trips”: it says how many messages wait; “See what is new” turns them into trips.',
    ],
    files: 'Traces that you have already, as GPX, GeoJSON or CSV, are taken in on the page “Import”.',
  },
  stored: {
    title: 'What is stored',
    encrypted:
      'Encrypted, so that only you can read it: positions as your phones sent them, trips, places, corrections, names and notes, goals, settings.',
    clear:
      'In clear, because the server needs it: your handle; how many phones, messages and shared links you have; on which days a phone was last seen; how large the encrypted records are, rounded up; and a journal of what happened to the vault, which you can read too.',
    device:
      'On this device: your choice of language and colours, a fingerprint of the vault’s last state, and, encrypted, corrections that could not be sent yet. A copy of the vault, encrypted too, is kept only if you choose so under “Settings”.',
    never: 'Not stored: the address from which a phone writes, and any counter of visits.',
  },
  readers: {
    title: 'Who can read it',
    table: 'Who can read what, in normal and in blind mode',
    who: 'Who',
    normal: 'Normal mode',
    blind: 'Blind mode',
    rows: [
      ['You', 'Everything, with your passphrase or your 24 words', 'The same'],
      ['Your phone', 'Nothing: it can write, never read', 'The same'],
      [
        'Whoever runs the server',
        'Nothing, unless they read the server’s memory at the very moment at which a message arrives, or while it computes for you',
        'Nothing, unless they read the memory at the very moment at which a message arrives',
      ],
      ['Whoever steals a disk or a backup', 'Nothing but what is stored in clear', 'The same'],
      ['Whoever has a link that you shared', 'What you saw in its preview, until it expires', 'The same'],
    ],
    modes:
      'In normal mode your browser lends the server the keys that it needs when you ask for what is new, for the seconds that this takes. In blind mode it never does: your browser computes the trips itself, which takes longer on an old phone. The trips are the same. You choose under “Settings”.',
    page: 'One thing cannot be promised by any web page: whoever serves it could serve another one. Use a server of people whom you trust to serve the right page.',
  },
  operator: {
    title: 'What the operator sees',
    text: 'Whoever runs the server sees what is stored in clear: that a vault of this handle exists, how many messages came and when it was last used. They see no position, no trip, no place, no name and no note. They cannot open a vault, reset a passphrase or undo an erasure.',
  },
  lost: {
    title: 'When something is lost',
    passphrase:
      'The passphrase: choose “I have lost my passphrase” when opening, type the 24 words and choose a new one.',
    words:
      'The 24 words: your passphrase still opens the vault, but nothing else would any more. Take an archive out (“Take out”), create a new vault with new words, take the archive in there, then erase the old vault.',
    both: 'Both: nobody can open the vault any more, neither the operator nor whoever wrote this software. What it holds is lost.',
    phone:
      'The phone: whoever has it can add messages to your vault, not read it. Remove it under “Phones”. If your vault was open in its browser, end that session under “Settings”.',
  },
  wrong: {
    title: 'When something does not work',
    nothing:
      'Nothing arrives from a phone: look at its last error under “Phones”, and at whether the app may know where you are.',
    missing: 'Trips are missing: ask for what is new; add what was not recorded under “Trips”.',
    mode: 'A mode or a time is wrong: correct it on the trip’s own page. Your correction stays, and teaches what comes after.',
    offline:
      'The server cannot be reached: you can read on, and correct; corrections wait, encrypted, until it is back.',
  },
  contact: {
    title: 'Where to turn',
    text: 'First to whoever runs this server: they gave you its address, and answer for it. They will never ask for your passphrase or your words; whoever does is not them. Faults of the software itself are told to those who maintain it, in the place where its source code is published.',
  },
  more: { about: 'Data, sources and credits', accessibility: 'Accessibility' },
  accessibility: {
    title: 'Accessibility statement',
    intro:
      'Sillage is meant to be used by everybody, whatever their eyes, hands or device. This statement is that of the software; whoever runs a public service with it publishes their own.',
    stateTitle: 'State of conformity',
    state:
      'Nobody from outside has audited Sillage against the RGAA 4.1.2. As long as that is so, French law calls it “not conformant” (non conforme), and so do we. It is built to meet WCAG 2.2, level AA.',
    testsTitle: 'What has been checked, and how',
    tests: [
      'Every view, in each of its notable states, in French and English, light and dark, by the rules of axe-core for WCAG 2.2 A and AA: none is broken.',
      'Every view at 320 pixels, and on a wide screen at 200 %: nothing overflows sideways.',
      'Every view with high contrast and with reduced motion: nothing disappears, nothing moves.',
      'What can be pressed measures at least 24 pixels; after each link the focus is on the new title.',
      'The main tasks with the keyboard alone, in a real browser.',
    ],
    testsNote:
      'These checks run with every change of the software. A machine finds only a part of what can be wrong.',
    notTitle: 'What has not been checked',
    not: [
      'No audit by a person from outside, and no test with people who use a screen reader every day.',
      'Fields for dates and times, and printing, are those of the browser, with its own strengths and faults.',
      'Maps are pictures: each has the same in words or in a table beside it.',
      'The apps on the phone and the files that you take out are not covered.',
    ],
    contactTitle: 'Tell us, and your rights',
    contact:
      'If something keeps you from using a page, tell whoever runs this server: they owe you an answer, or the content in another form.',
    rights:
      'In France, if you get no satisfying answer, you can turn to the Défenseur des droits: by its form at defenseurdesdroits.fr, by a delegate near you, or by post, free of charge: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
  },
}

export type HelpWords = typeof helpEn
