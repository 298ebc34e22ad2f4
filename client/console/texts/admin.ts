/** Administration: people, catalogue, rules, and what was done. */
export const admin = {
  admin: {
    title: 'Admin', menu: 'Admin menu', active: 'In use', inactive: 'Retired', in_use: 'In use', description: 'Description', read_only: 'Only an admin can change this.',
    users: {
      title: 'Users', new: 'New user', name: 'Name', email: 'E-mail', role: 'Role', calendar: 'Calendar', status: 'Status', away: 'Away', away_from: 'First day away', away_until: 'Last day away', cover: 'Covered by', created: 'Since',
      search: 'Name', create_hint: 'They get a one-time link, with which they set their own password.', create: 'Create and make the link', access: 'Sign-in', link_title: 'One-time link for %{name}', link_hint: 'Send it to them. It works once, and is shown only now.', copy: 'Copy', copied: 'Copied',
      make_link: 'New one-time link', make_link_hint: 'They can set a new password with it. Links made before stop working.', suspend: 'Suspend', suspend_title: 'Suspend %{name}?', suspend_hint: 'Their sessions end at once, and they cannot sign in until they are reinstated. What they hold goes back to the queue by itself.',
      reason: 'Reason', reinstate: 'Reinstate', reinstate_title: 'Reinstate %{name}?', reinstate_hint: 'They can sign in again with the password they had.', invited: 'Invited', invited_hint: 'Has not come in yet: no password is set.', manages: '%{count} account is looked after by them, and stays theirs. |||| %{count} accounts are looked after by them, and stay theirs.', manages_open: 'Look at them, to give them away', suspended: 'Suspended', reinstated: 'Reinstated', away_now: 'away until %{day}', own: 'That is you', empty: 'Nobody yet',
      create_by_sign_on: 'They sign in with %{name}, by this address.', create_plain: 'Create', sign_on_since: 'Signs in with %{name}, known since %{day}', sign_on_not_yet: 'Has not signed in with %{name} yet: the first time counts by the address', forget: 'Forget their account', forget_title: 'Forget which account of %{name} is theirs?',
      forget_hint: 'Their sessions end. The next account of %{name} that comes with their address becomes theirs: for somebody who was given a new one there.', forgotten: 'Forgotten',
    },
    products: { title: 'Products', new: 'New product', id: 'Code', id_hint: 'As it stands on orders; it cannot change later.', name: 'Name', kind: 'Kind', family: 'Family', capacity: 'Capacity', price: 'List price a year', price_hint: 'For one unit and one year.', currency: 'Currency', search: 'Code, name or family', empty: 'The catalogue is empty', empty_hint: 'Paths and prices need products.' },
    paths: {
      title: 'Upgrade paths', new: 'New path', name: 'Name', kind: 'Kind', from: 'From family', to: 'To family', any: 'any', return: 'The old device comes back', attestation: 'An attestation follows', self: 'Customers may take it themselves', expected: 'Expected movement', expected_hint: 'None: no contract. Several: any of them keeps it.',
      no_contract: 'no contract', what_follows: 'What follows', return_short: 'return', attestation_short: 'attestation', nothing_follows: 'nothing', self_short: 'Self-serve', empty: 'No paths yet',
    },
    policy: {
      title: 'Policy', changed: 'Changed %{when}', targets: 'How soon we answer and resolve', targets_hint: 'Working minutes, on the calendar of the account’s region.', band: 'Priority', first: 'First response', resolution: 'Resolution', working: 'working min',
      claims: 'Claims', lease: 'A claim lasts', lease_hint: 'Without an act that the customer notices, it goes back to the queue after this much working time.', floor: 'but never less than', owner: 'The owner is asked first for', owner_hint: 'Then the item is offered to everybody.', decline: 'After a decline, not offered again for', hours: 'hours',
      pauses: 'Pauses that stop the clock', journey: 'The customer’s journey', abandon: 'Given up after', abandon_hint: 'A draft, or a hand-back, that nobody touched.', days: 'days', link: 'A hand-back link works for', price: 'Prices', returns: 'Returns', working_days: 'working days', due_hint: 'After the day the order takes effect, by the calendar of the account’s region.', never_scanned: 'A label counts as never scanned after', never_scanned_hint: 'No carrier has seen the parcel.', quiet: 'A shipment counts as quiet after', quiet_hint: 'On its way, and no news from the carrier.', signing_link: 'A signing link works for', signing_link_hint: 'The page on which a customer signs an attestation.', exception: 'Discount without an admin, up to', exception_hint: 'More than this waits for an admin.',
      due: 'A device is due back after', stake: 'Charged where it never comes', stake_hint: 'Share of its yearly list price.', books: 'Books', zone: 'Time zone of the books', zone_hint: 'The months and days of the books turn in it.', currency: 'Reporting currency', gap: 'A line past its end stays in the books for', gap_hint: 'Renewed within it, it is continuous; after it, it lapses.', threshold: 'A correction needs a second person above', threshold_hint: 'What one person proposes for one account in a month adds up. What raises gain or lowers loss always needs one, from an account manager.', percent: '%', equals: '= %{age}',
    },
    calendars: {
      title: 'Calendars', new: 'New calendar', name: 'Name', zone: 'Time zone', week: 'Working hours', hours: 'Hours a week', holidays: 'Holidays', add_range: 'Add hours', remove_range: 'Remove %{from}–%{to}', from: 'from', to: 'to', closed: 'closed', add_holiday: 'Add holiday', show_past: 'Show %{smart_count} of past years', hide_past: 'Hide past years', holiday_date: 'Day', holiday_name: 'Name', remove_holiday: 'Remove %{name}',
      copy_monday: 'Monday’s hours for Tuesday to Friday', preview: 'What that means', preview_hint: 'A target of %{minutes} working minutes, counted from:', preview_due: 'due %{when}', preview_bad: 'Mend the hours first.', empty: 'No calendars yet', delete_hint: 'Only one that no region and no person uses can go.',
      days: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' },
    },
    regions: { title: 'Regions', new: 'New region', id: 'Code', id_hint: 'Small letters; imports use it.', name: 'Name', calendar: 'Calendar', empty: 'No regions yet' },
    rates: {
      title: 'Exchange rates', new: 'New rate', pair: 'Pair', base: 'One unit of', quote: 'In', on: 'From', rate: 'Rate', rate_hint: 'With a point, as many decimals as it has: 1.0834. The other way round is reckoned where nobody enters it.', on_hint: 'It holds until a later one.',
      empty: 'No exchange rates yet', empty_hint: 'Lines in another currency than the books need one for their day.', delete_hint: 'What was booked at it stays as it is; what comes next goes by the rate before it.',
    },
    codes: { id: 'Code', name: 'Name', position: 'Position' },
    root_causes: { title: 'Root causes', new: 'New root cause', id_hint: 'Small letters and underscores; figures and events use it.', hint: 'What resolving and handing back ask for, in this order.', empty: 'No root causes yet' },
    reason_codes: { title: 'Reasons for corrections', new: 'New reason', id_hint: 'Small letters and underscores; the books keep it.', hint: 'What correcting a coding asks for, in this order. One that is retired stays on past corrections.', empty: 'No reasons yet' },
    saved_replies: { title: 'Saved replies', new: 'New reply', name: 'Name', text: 'Text', cause: 'Offered for', any_cause: 'any reason', empty: 'No saved replies yet', empty_hint: 'A good answer, written once.' },
    statements: {
      title: 'Statements', one: 'Statement', new: 'New edition', meaning: 'Meaning', edition: 'Edition', status: 'Standing', name: 'Title', text: 'Text', since: 'Since', by: 'Written by', in_force: 'In force', earlier: 'Earlier', empty: 'No statements yet', empty_hint: 'Customers cannot sign a meaning that has no statement.',
      hint: 'What customers sign, for each meaning. A new edition is signed from then on; nothing that was signed changes.', fixed: 'An edition is never changed. Attestations keep the text of the edition that was signed; to change what is signed from now on, write a new edition.',
      new_hint: 'The new edition is signed from the moment it is saved. Nothing that was signed changes, and it cannot be taken back: correct it with another edition.', now: 'Edition %{edition} is in force; its text is below to start from.', none_yet: 'Nothing is in force for this meaning yet.', text_hint: 'The customer reads exactly this above the signature.', submit: 'Put in force',
    },
    audit: {
      title: 'Audit log', at: 'When', actor: 'Who', action: 'What', record: 'Record', touch: 'Counts as', resource: 'Kind of record', before: 'Before', after: 'After', field: 'Field', no_diff: 'Nothing stored changed.', request: 'Request', own_only: 'You see your own actions.', choose: 'Open a row to see what changed.', code: 'Command',
      record_id: 'Record id', empty: 'Nothing was done yet', desk: 'Upgrade Desk',
    },
  },
  profile: {
    title: 'Profile', you: 'You', admin_hint: 'An admin changes name, e-mail and role.', look: 'Look', theme: 'Theme', keys: 'Keys', single: 'Single-letter keys', single_hint: 'j, k, c and the like. Off: only keys with Ctrl or ⌘ act.', weekly: 'The self-serve rate by mail', weekly_label: 'Send me its week each Monday', tables: 'Tables', reset_tables: 'Forget all column settings', tables_reset: 'All tables are as they come', saved: 'Saved',
    sessions: { title: 'Sessions', here: 'this one', since: 'Signed in', seen: 'Last seen', until: 'Ends', address: 'Address', end: 'End', end_title: 'End this session?', end_hint: 'Whoever sits there has to sign in again.', ended: 'Ended', hint: 'Where you are signed in. End what you do not know, then ask an admin for a new one-time link.' },
  },
};
