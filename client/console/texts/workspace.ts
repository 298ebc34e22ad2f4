/** One escalation on one screen. */
export const workspace = {
  workspace: {
    loading_title: 'Escalation', conversation: 'Conversation', also_here: 'Also here', root_cause: 'Root cause', upgrade: 'Upgrade', handed_back_at: 'Handed back at', a_colleague: 'A colleague', the_customer: 'the customer',
    claimed_by_you: 'Yours now:', nobody: 'Nobody is on it.', nobody_yours: 'It is one of your accounts.', nobody_hint: 'The account belongs to %{owner}. Claim it to answer, change the order or hand it back.', nobody_read: 'You can read it and add notes.',
    held_by: '%{name} is working on it.', held_hint: 'You can read along and add internal notes.', take_over: 'Take it over', yours: 'Yours.', goes_back: 'It goes back to the queue', goes_back_unless: 'unless the customer hears from you.',
    declined_by_you: 'You declined it: it is not offered to you again for now, and waits for somebody else.', given_by: '%{name} gave it to you.', undo_claim: 'Undo claim', undo_reason: 'Claimed by mistake', paused_title: 'Paused: %{reason}.', paused_until: 'Until', handed_back_title: 'Handed back to %{name} at %{step}', handed_back_hint: 'If nothing happens within %{days} days it closes by itself.',
    link_once: 'Their single-use link, good for %{hours} h, to give to them yourself: it is shown only this once.', link_mailed: 'A mail with their link is written to %{email}.', link_not_mailed: 'Nobody was mailed: there is no e-mail address.', link_label: 'The customer’s link', copy: 'Copy', copied: 'Copied', copy_failed: 'It could not be copied: select it and copy it by hand.',
    to_queue: 'To the queue', handled_in: 'handled in', no_upgrade: 'No upgrade yet', start_hint: 'This call is about no upgrade yet. Start one, and it becomes part of this escalation.', start_claim_first: 'This call is about no upgrade yet. Whoever claims it can start one.', whole_story: 'Whole story',
    hand_back_means: 'Handing back makes a single-use link for %{name} (%{hours} h), keeps your price, and counts as “assisted, then self-served” if they finish.',
    hindrance: { no_upgrade: 'There is nothing to hand back: start an upgrade for this call first, or resolve it with your answer.', exception: 'It cannot be handed back yet: its price exception waits for an admin.', no_step: 'It cannot be handed back: there is nothing left for the customer to do.' },
  },
  timeline: {
    label: 'What was said and done', empty: 'Nothing was said yet', kind: { customer: 'customer', message: 'to the customer', note: 'internal', event: '' }, from_step: 'from step %{step}', at_step: 'at %{step}', logged_by: 'logged by %{name}', to: 'to %{name}', exception: 'price exception: %{state}',
    event: {
      log: 'Logged by %{name}', claim: '%{name} claimed it', release: '%{name} gave it back to the queue', decline: '%{name} declined it', transfer: '%{name} handed it over', pause: '%{name} paused it', resume: '%{name} took it up again', 'hand-back': '%{name} handed it back to the customer',
      resolve: '%{name} resolved it', cancel: '%{name} cancelled it', 'set-priority': '%{name} set the priority', 'escalate-again': 'The customer asked again', 'lease-ended': 'Went back to the queue: the customer had heard nothing', 'pause-ended': 'The pause ended', 'self-completed': 'The customer finished by themselves', ordered: 'Closed: it was ordered for the customer', 'given-up': 'Closed: nothing happened',
      configure: '%{name} changed the order', 'place-on-behalf': '%{name} ordered for the customer', 'cancel-upgrade': '%{name} cancelled the upgrade', 'start-upgrade': '%{name} started an upgrade', opened: 'Escalated', escalated: 'Escalated',
    },
  },
  composer: {
    audience: 'Who reads it', customer: 'Customer sees this', internal: 'Internal', to_customer: 'Write to %{name}…', to_colleagues: 'A note for colleagues; the customer never sees it…', send: 'Send', add_note: 'Add note', send_hint: 'Ctrl or ⌘ and Enter send it', sent: 'Sent', noted: 'Noted', kept: 'Your draft is kept while you look elsewhere.',
    saved_replies: 'Saved replies', find_reply: 'Find a reply', no_replies: 'No saved reply fits.', write_customer: 'Write to the customer', write_internal: 'Write a note', refused: 'Refused: it %{because}',
    card_number: 'This looks like a payment card number. It is not sent and not kept: take it out. The customer enters cards on their own page only.', security_code: 'This looks like a card’s security code. It is not sent and not kept: take it out. The customer enters cards on their own page only.',
  },
  moves: {
    title: 'More', reason: 'Reason', reason_hint: 'Kept with the escalation; colleagues read it.', claim: { button: 'Claim' }, 'hand-back': { button: 'Hand back' }, resolve: { button: 'Resolve' }, resume: { button: 'Resume', hint: 'Take it up again' }, pause: { button: 'Pause', hint: 'Set it aside until a time' },
    release: { button: 'Release', hint: 'Give it back to the queue', title: 'Give it back to the queue', effect: 'It waits again, and anybody may take it – you too.', done: 'Back in the queue' },
    keep: 'Keep it', decline: { button: 'Not for me', hint: 'Give it back, and do not be offered it again', title: 'Not for me', effect: 'It waits for somebody else, and is not offered to you again for %{hours} h.' },
    cancel: { button: 'Cancel it', hint: 'It needs no answer any more', title: 'Cancel this escalation', effect: 'It closes as withdrawn. The upgrade stays as it is.' },
    transfer: { button: 'Transfer', hint: 'Give it to a colleague', title: 'Give it to a colleague', to: 'To', note: 'What they should know', note_hint: 'Optional; added as an internal note.', effect: 'It becomes %{name}’s at once, with a new lease.', effect_unseen: 'The customer is not told.' },
    'escalate-again': { button: 'They called again', hint: 'The customer asks for help again', title: 'The customer asks again', text: 'What they said', effect_queue: 'It waits in the queue again, with a new first-response target.', effect_link: 'Their link is no longer good.', effect_count: 'It counts as escalation number %{count} of this journey.' },
  },
  hand_back: {
    title: 'Hand back to %{name}', step: 'Where they go on', stopped_here: 'they stopped here', message: 'Message to the customer', message_hint: 'Optional; they read it where they go on.', from_draft: 'From your draft; they read it where they go on.',
    effect: {
      link: 'A single-use link opens step %{step} for %{name}, good for %{hours} h. You see it once, to give it to them yourself.', mail: 'A mail with the link goes to %{name}, %{email}.', no_mail: 'No mail goes out: there is no e-mail address. The link is yours to pass on.', message: '%{name} reads your message where they go on.', no_message: '%{name} goes on without a word from you.', cart: 'They find the order as it is now: %{amount} a year.', exception: 'Your price stays: %{discount} off.',
      clock: 'The clock stands still until %{name} acts.', counts: 'If they finish, it counts as “assisted, then self-served”; after %{days} days of nothing it closes as abandoned.',
    },
  },
  resolve: {
    title: 'Resolve', root_cause: 'What it was really about', note: 'Note', note_hint: 'Optional; colleagues read it, the customer does not.', unordered: '%{reference} is still a draft: nobody has ordered anything.', hand_back_instead: 'Hand it back instead',
    effect: { outcome: 'It closes as “%{outcome}”.', handled: 'Handle time: %{time}.', first_response: 'It counts as the first response, now.', closed: 'It cannot be opened again; a new call is a new escalation.' },
  },
  pause: {
    title: 'Pause', reason: 'What it waits for', until: 'Until', ahead: 'Choose a time that lies ahead.', presets: 'Usual times', stops: 'clock stands still', runs: 'clock runs on', preset: { hour: '1 hour', hours: '4 hours', tomorrow: 'Tomorrow morning', monday: 'Monday morning', week: 'In a week' },
    effect: { stops: 'The clock stands still: the targets move by the working time that passes.', runs: 'The clock runs on: this reason does not stop it.', lease: 'It stays yours; the claim does not run out meanwhile.', comes_back: 'It is back on your desk %{until}.' },
  },
  facts: {
    segment: 'Segment', region: 'Region', manager: 'Account manager', contact: 'Contact', arr: 'ARR', term_end: 'Next term ends', no_term: 'none', days: 'in %{smart_count} day |||| in %{smart_count} days', days_ago: '%{smart_count} day ago |||| %{smart_count} days ago', returns: 'Open returns', overdue: '%{smart_count} overdue |||| %{smart_count} overdue',
    subscriptions: 'Subscriptions', self_served: 'Self-served before', of: '%{part} of %{all}', escalations: 'Escalations', other_subscriptions: 'Other subscriptions', ends: 'ends', open_ended: 'open-ended', auto_renews: 'renews by itself', more: '%{smart_count} more |||| %{smart_count} more', order_returns: 'Returns', due: 'due', return_complete: 'Nothing left to do',
  },
};
