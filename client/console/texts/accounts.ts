/** Accounts and what belongs to them. */
export const accounts = {
  accounts: {
    title: 'Accounts', new: 'New account', edit: 'Edit account', search: 'Name or customer number', created: 'Account created',
    name: 'Name', segment: 'Segment', region: 'Region', manager: 'Account manager', manager_short: 'Manager', arr: 'ARR', open: 'Open escalations', open_count: '%{smart_count} open |||| %{smart_count} open', since: 'Customer since', since_short: 'Since', industry: 'Industry', country: 'Country', external: 'Customer number', external_short: 'Number',
    mine: 'Mine', all: 'All', facts: 'Facts', sole_manager: 'Only its account manager or an admin can give an account away.',
    empty: 'No accounts yet', empty_hint: 'Import them from a file, or make the first by hand.', import: 'Import accounts',
    contacts: 'Contacts', no_contacts: 'Nobody at this account uses the portal yet', add_contact: 'Add contact', edit_contact: 'Edit contact', contact_name: 'Name', email: 'E-mail', job: 'Job', phone: 'Telephone', primary: 'Main contact',
    subscriptions: 'Subscriptions', no_subscriptions: 'Nothing is subscribed', product: 'Product', quantity: 'Quantity', starts: 'Starts', ends: 'Ends', open_ended: 'open-ended', renews: 'Auto-renew', serial: 'Serial', status: 'Status', trial: 'Trial', yearly: 'Yearly value',
    devices: 'Devices', no_devices: 'No devices in the field', shipped: 'Shipped',
    upgrades: 'Upgrades', no_upgrades: 'No upgrade yet', reference: 'Reference', kind: 'Kind', path: 'Path', step: 'Step', started: 'Started', change: 'Change',
    escalations: 'Escalations', no_escalations: 'Never escalated', band: 'Priority', subject: 'About', reason: 'Reason', opened: 'Opened', assignee: 'On it', nobody: 'nobody', clock: 'Clock',
    auto_renew_changed: 'Changed',
    erase: {
      action: 'Erase personal data', title: 'Erase the personal data of %{name}', done: 'Erased', reason_hint: 'Kept in the audit log. Leave the person’s name out of it.', effect: 'Name, e-mail, job and telephone leave every record that holds them.', effect_signed: 'What they signed stays in force, without their name; its hash still proves what it says.', effect_final: 'It cannot be undone, by anybody.',
    },
  },
  call: {
    action: 'Log a call', title: 'Log a call from %{name}', hint: 'It goes to the queue like any other escalation; whoever takes it sees what you write here.', channel: 'How it came in', reason: 'What it is about', upgrade: 'Which upgrade', no_upgrade: 'None of them', contact: 'Who called', no_contact: 'Not known',
    text: 'What they said', text_hint: 'In their words. A card number is refused: they enter it on their own page.', submit: 'Log it', done: 'Logged: it is in the queue',
  },
  start: {
    action: 'Start an upgrade', title: 'Start an upgrade for %{name}', hint: 'It counts as sales-led, because staff began it. They finish on their own page, or you order for them.', kind: 'What they want', path: 'Path', any_path: 'Decide later', subscriptions: 'For which subscriptions', contact: 'Contact',
    submit: 'Start', done: 'Started', no_subscriptions: 'There is no active subscription to change.', none_needed: 'An add-on needs none.',
  },
};
