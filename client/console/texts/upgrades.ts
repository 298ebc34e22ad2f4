/** Upgrades: the list, one's whole story, and the order itself. */
export const upgrades = {
  upgrades: {
    title: 'Upgrades', one: 'Upgrade', search: 'Reference or account', facts: 'Facts', completed: 'Completed', last_activity: 'Last activity', touches: 'Touches', touches_hint: 'staff acts that the customer could notice', shadow_touches: 'Shadow touches', shadow_hint: 'mended unseen', no_path: 'not chosen yet', effective_on: 'Takes effect',
    started_by: { customer: 'by the customer', staff: 'by staff', system: 'by itself' }, escalations: 'Escalations', never_escalated: 'Nobody had to be asked.', no_returns: 'No device has to come back.', return_follows: 'One opens when the order is placed.',
    escalated: 'Escalated: %{state}.', escalated_held: '%{name} holds it: only they work on this upgrade.', escalated_free: 'Whoever claims it works on this upgrade.', open_escalation: 'Open the escalation',
    column: { reference: 'Reference', account: 'Account', kind: 'Kind', path: 'Path', status: 'Status', step: 'Step', motion: 'Motion', difference: 'Difference', after: 'Yearly value', exception: 'Price exception', touches: 'Touches', started: 'Started', placed: 'Placed' },
    empty: { title: 'No upgrades yet', hint: 'They come when customers begin one on their page. Staff can start one for an account too.' },
    cancel: { button: 'Cancel upgrade', title: 'Cancel %{reference}', effect_draft: 'The customer cannot go on with it; nothing was ordered.', effect_placed: 'The order is reversed: the old lines count on, the new ones never did, the return is called off.', effect_final: 'It cannot be taken up again. A new upgrade can be started.', done: 'Upgrade cancelled' },
    advance: { label: 'Take it on to', title: 'Take it to %{step}', button: 'To %{step}', effect_step: 'The journey goes from %{from} to %{to}.', effect_status: 'Its status becomes “%{status}”.', effect_shadow: 'It is counted as a shadow touch: the customer sees nothing of it.', done: 'Done' },
  },
  journey: { title: 'Journey', stopped: 'Journey · stopped', escalated: 'escalated', visits: '%{count} ×', by_staff: 'by staff' },
  lines: {
    title: 'Before → after', none: 'No lines yet.', not_configured: 'Nothing is chosen yet for afterwards.', serial: 'SN %{serial}', ends: 'ends', open_ended: 'open-ended', ends_with_order: 'ends with this order', added: 'added, from', from: 'from', yearly: 'Yearly value', old_device: 'Old device', comes_back: 'comes back', stays: 'stays', exception: 'Price exception',
    years: '%{smart_count} year |||| %{smart_count} years', months: '%{smart_count} month |||| %{smart_count} months',
  },
  options: {
    title: 'Options', all: 'Show all %{count}', compare: 'Compare', path: 'Path', yearly: 'A year', a_year: 'a year', difference: 'Difference', coded: 'Coded', residual: 'Value lost', return_needed: 'Goes back', by_customer: 'Self-serve', suggests: 'Suggests', choose: 'Choose', chosen: 'Chosen', loses: 'loses', return: 'device back', attestation: 'attestation', self_serve: 'self-serve', staff_only: 'staff only',
    return_only: 'device', return_and_attestation: 'device + attestation', attestation_only: 'attestation', no_return: 'nothing', none: 'No path fits their lines.', others: '%{smart_count} more path does not fit their lines. |||| %{smart_count} more paths do not fit their lines.', show_others: 'Show %{smart_count} that does not fit |||| Show %{smart_count} that do not fit',
  },
  cart: {
    change: 'Change the order', title: 'Change the order · %{reference} · %{account}', submit: 'Save the order', done: 'Order changed', lines: 'Lines of the order', line: 'Line %{position}', no_lines: 'No lines yet: choose an option above, or add one.', add_line: 'Add a line', remove_line: 'Remove line %{position}', line_yearly: 'A year', product: 'Product', quantity: 'Quantity', unit_price: 'Unit price a year', unit_price_hint: '%{currency}; empty: standard',
    list_price: 'List: %{price}', term: 'Months', replaces: 'In place of', replaces_none: 'nothing: added', ends: '%{product} ends with this order:', ends_worth: 'a year less', keep: 'Keep it as it is', discount: 'Discount', discount_hint: 'off every line', exception_reason: 'Reason for the price', exception_hint: 'Needed where the price is below the standard one.', yearly: 'Yearly value',
    waits: '%{discount} off, past %{limit}: waits for an admin', granted: '%{discount} off: granted', not_reckoned: 'Fill in what is missing, and it is reckoned here.', reason: 'What you changed, and why', reason_hint: 'Goes into the record of this order.', incomplete: 'Something is missing: see the marked fields.',
    fault: { path: 'Choose a path.', lines: 'An order needs a line.', product: 'Choose a product.', quantity: 'A whole number from 1.', term: '1 to 120 months.', price: 'An amount such as 1,200 or 1200.50.', discount: 'A percentage above 0, at most 100.' },
    effect: { saved: '%{name} finds this order at %{amount} a year when they go on.', ends: 'Ends when it is placed: %{names}.', waits: '%{discount} off is past the limit of %{limit}: an admin decides first. Until then it can be neither handed back nor ordered.', granted: '%{discount} off is granted at once, with your reason.' },
  },
  exception: {
    decide: {
      'approve-exception': { title: 'Grant %{discount} off for %{account}', price: '%{account} gets the order at %{amount} a year, %{discount} below the standard price.', next: 'It can be handed back or ordered at that price.', seen: '%{name} sees your decision on the order; nobody is written to.' },
      'refuse-exception': { title: 'Refuse %{discount} off for %{account}', price: '%{amount} a year, %{discount} below the standard price, is not given.', next: 'The order can be neither handed back nor placed until it is changed to another price.', seen: '%{name} sees your decision on the order; nobody is written to.' },
    },
    title: 'Price exception', off: '%{discount} below the standard price: %{amount} a year', asked: 'Asked for by %{name}', decided: 'decided by %{name}', waits: 'An admin decides. Until then it can be neither handed back nor ordered.', own: 'Somebody else has to decide an exception that you asked for.', approve: 'Grant', refuse: 'Refuse', 'approve-exception': 'Exception granted', 'refuse-exception': 'Exception refused',
  },
  place: {
    button: 'Order for them', title: 'Order for %{account}', done: 'Ordered',
    effect: { lines: 'From %{day}: %{before} → %{after} a year.', ends: 'Ends: %{names}.', return: 'A return opens for %{serials}.', attestation: 'An attestation follows.', pay: 'It goes on their account: %{name} has nothing to pay on any page, and no card is taken.', counts: 'It counts as assisted, not as self-served.' },
  },
};
