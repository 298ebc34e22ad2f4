/** The queue, and what is done from it. */
export const escalations = {
  escalations: {
    title: 'Escalations', take_next: 'Take next', take_next_hint: 'Claims what should be done next and opens it', nothing_waits: 'Nothing waits for you just now. Well done.', nobody: 'nobody', you: 'you', no_upgrade: 'call', choose_cause: 'Choose one…',
    search: 'Account, reference, subject', claim_one: 'Claim %{name}', claim_row: 'Claim the row', score_hint: 'The parts of the score are listed under “Why”',
    presence: { viewing: 'viewing', editing: 'editing' },
    tab: { waiting: 'Waiting', mine: 'Mine', due: 'Late or due within the hour', paused: 'Paused', handed_back: 'Handed back', all: 'All' },
    column: {
      priority: 'Priority', clock: 'Clock', account: 'Account', kind: 'Kind', path: 'Path', step: 'Stopped at', reason: 'Reason', arr: 'At stake', age: 'Age', on_it: 'On it', status: 'Status', subject: 'About', upgrade: 'Upgrade', owner: 'Account manager',
      segment: 'Segment', region: 'Region', channel: 'Channel', outcome: 'Outcome', root_cause: 'Root cause',
    },
    empty: { title: 'No escalations yet', hint: 'They come when a customer asks for their account manager. A call can be logged by hand too.' },
    keys: { move: 'move', open: 'open', claim: 'claim', all: 'all keys' },
  },
  log: { title: 'Log a call', account: 'Account', no_account: 'No account fits' },
  assign: {
    button: 'Assign', title: 'Assign %{smart_count} escalation |||| Assign %{smart_count} escalations', to: 'To', effect: 'It becomes %{name}’s: claimed, with a new lease. |||| They become %{name}’s: claimed, each with a new lease.',
    result: '%{smart_count} given to %{name} |||| %{smart_count} given to %{name}', all_done: 'All of them.', some_refused: '%{smart_count} stayed as it was: |||| %{smart_count} stayed as they were:',
  },
  clock: {
    title: 'Clock', first_response: 'First response', resolution: 'Resolution', lease: 'Claim goes back', open_for: 'Opened', handled: 'Handle time', met: 'met', missed: 'late %{age}', answered_at: 'Due %{due}, answered %{at}', why: 'why?', why_title: 'Why it is due when it is due', from: 'From', to: 'To', counted: 'Counted', counts: 'working time', minutes: 'Minutes',
    still: { paused: 'paused', handed_back: 'with customer', closed: 'closed' },
    working: '%{target}: %{time} of working time, calendar %{calendar}.', not_counted: 'Not counted: %{reasons}.', due_sentence: '%{name}: due %{due}, after %{target} of working time', in_zone: 'Working time on the calendar “%{calendar}”; its hours are those of %{zone}, told here by your clock.',
    is_running: 'The clock is running.', stands_still: 'The clock stands still.', lease_sentence: 'The claim goes back to the queue at %{until}: %{because}.',
  },
  priority: {
    why: 'Why %{band} (%{score})', change: 'Change', title: 'Set another priority', band: 'Priority', nothing: 'Nothing presses it.', overridden: '%{name} set it to %{band}', effect: '%{band}: first response within %{first}, resolution within %{resolution} of working time, counted from when it opened. Pauses stay counted as they were.',
    effect_score: 'The score stays as reckoned; your reason is shown beside it.',
  },
};
