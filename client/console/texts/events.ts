/** Events in: what customers' journeys told us, and what became of it. */
export const events = {
  events: {
    title: 'Events in', one: 'Event', received: 'Received', occurred: 'Happened', became: 'What became of it', type: 'Event', reason: 'Why', upgrade: 'Upgrade', upgrade_unknown: 'The sender’s own id; not known here', source: 'Source', id: 'Id', id_hint: 'The sender’s: taken once',
    handled_by: 'Last handled by', data: 'Data', facts: 'Facts', exact_upgrade: 'Exact upgrade id', exact_source: 'Exact source', admins_mend: 'An admin can mend it or try it again.',
    types: {
      upgrade_started: 'Upgrade started', upgrade_step_reached: 'Step reached', upgrade_escalated: 'Escalated', upgrade_placed: 'Order placed', upgrade_completed: 'Upgrade completed', upgrade_cancelled: 'Upgrade cancelled',
      return_fact: 'Fact of a return', attestation_signed: 'Attestation signed', subscription_changed: 'Subscription changed', unknown: 'Unreadable event',
    },
    disposition: { applied: 'Applied', duplicate: 'Duplicate', late: 'Late', waiting: 'Waiting', quarantined: 'Quarantined', not_yet: 'Not yet' },
    means: {
      applied: 'It was taken, and the upgrade shows it.', duplicate: 'This source had sent it before: nothing was done again.', late: 'Newer events had overtaken it: its step is recorded, and where the journey stands stayed as it was.',
      waiting: 'It is kept until another event arrives.', quarantined: 'It could not be taken. Nothing of it was applied.', not_yet: 'It is kept: this desk does not take this kind of event yet.',
    },
    advice: {
      waiting: 'It is applied by itself when the event that it waits for comes. Nothing needs to be done, unless that event lies in the quarantine.',
      not_yet: 'It can be tried again once this kind of event is taken.', late: 'Nothing needs to be done.',
      card: 'The number was not kept. Put into the data what belongs there without it, then try again; tell the sender that card numbers must not be sent.',
      future: 'The sender’s clock is wrong. Once that time has come, try it again as it is.',
      account: 'No account has this external id. Give the account that id, or mend accountRef, then try again.',
      subscription: 'Mend the reference to one of the account’s subscriptions, or correct the subscription’s external id, then try again.',
      path: 'Mend pathId to one of the upgrade paths, or leave it out, then try again.',
      reason: 'Mend the reason to one of the root causes in use, or take that root cause into use, then try again.',
      product: 'Mend the product’s code, or add the product to the catalogue, then try again.',
      twice: 'What it says has happened here already. If that is right, leave it here.',
      shape: 'The sender left something out or misspelt it. Mend the data, then try again.',
      rule: 'A rule of the desk refuses it as it stands. Put right what it names, then try again.',
    },
    taken_now: 'Taken: the upgrade shows it', still: '%{state}. %{reason}',
    mend: {
      button: 'Mend', title: 'Mend the event’s data', submit: 'Save and try again', hint: 'JSON, as the sender should have sent it.', not_json: 'This is not JSON yet: %{detail}', not_object: 'The data has to be an object: { … }', card: 'This looks like it holds a payment card number: take it out.',
      effect: 'The event is tried again with this data; what waits for it follows.', kept: 'The audit log keeps what it said before.',
    },
    replay: {
      one: 'Try again', button: 'Try again', progress: '%{done} of %{of}', result: '%{smart_count} of %{of} was taken |||| %{smart_count} of %{of} were taken', all_taken: 'All of them were taken. The upgrades show them.', nothing_to_do: 'There is nothing to try again: it was taken before',
    },
    empty: {
      none: 'No event fits', none_hint: 'Take a filter away, or choose another tab.', all: 'No event has come in', all_hint: 'They come as soon as the shop and the portal send them here: whoever runs the desk gives them the secret and the address.', all_admin: 'The handbook’s page “Events in” (docs/events.md) says how; npm run simulate sends made-up ones.',
      quarantined: 'The quarantine is empty', quarantined_hint: 'Every event that came in could be taken.', waiting: 'No event waits', waiting_hint: 'An event waits here while the one that begins its upgrade has not come.',
      not_yet: 'Nothing is kept for later', not_yet_hint: 'Kinds of events that are not taken yet are kept here.', late: 'No event came late', late_hint: 'Events that newer ones have overtaken.',
    },
    desk: { title: 'Events that could not be taken', all: 'Quarantine' },
  },
};
