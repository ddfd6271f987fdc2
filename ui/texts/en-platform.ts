/** Words of what the platform does and refuses. */
export const platformEn = {
  platform: {
    act: {
      demo: 'told the story of the demo company',
      undone: 'took an act back',
      changed: 'changed something',
      job: 'worked in the background',
      imported: 'imported a file',
      'view-saved': 'saved a view',
      'view-changed': 'changed a view',
      'view-removed': 'removed a view',
      'field-added': 'added an own field',
      'field-changed': 'changed an own field',
      'field-removed': 'removed an own field',
      'networks-set': 'set which own networks connections may go to',
    },
  },
  errors: {
    platform: {
      offline: 'The server cannot be reached. Check your network and try again.',
      defect: 'The server has a fault. It was recorded; please try again.',
      refused: 'The server refused this.',
      'not-found': 'This does not exist, or you may not see it.',
      'sign-in-first': 'You are signed out. Please sign in again.',
      'not-permitted': 'Your role does not allow this.',
      invalid: 'Some fields need another look.',
      'already-undone': 'This has been undone already.',
      'too-slow': 'That would read too much. Narrow the filter and ask again.',
      'file-too-large': 'The file is larger than {megabytes, number} MB. Choose a smaller one.',
      'body-too-large': 'What was sent is too large.',
      'too-large': 'What was sent is too large.',
      'no-own-fields': 'This kind of record takes no own fields.',
      'missing-reference': 'This names a record that is not there any more, or others still name it.',
      'key-used': 'The same key was used for another request already.',
      final:
        'This is final: others have heard of it or count on it. Do something new instead of taking it back.',
      conflict: 'Someone else changed this first.',
    },
  },
} as const
