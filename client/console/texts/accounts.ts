/** Accounts and what belongs to them. */
export const accounts = {
  accounts: {
    title: 'Accounts', new: 'New account', edit: 'Edit account', search: 'Name or customer number', created: 'Account created',
    name: 'Name', segment: 'Segment', region: 'Region', manager: 'Account manager', manager_short: 'Manager', arr: 'ARR', open: 'Open escalations', open_count: '%{smart_count} open |||| %{smart_count} open', since: 'Customer since', since_short: 'Since', industry: 'Industry', country: 'Country', external: 'Customer number', external_short: 'Number',
    mine: 'Mine', all: 'All', facts: 'Facts', sole_manager: 'Only its account manager or an admin can give an account away.',
    empty: 'No accounts yet', empty_hint: 'Import them from a file, or make the first by hand.', import: 'Import accounts',
    contacts: 'Contacts', erased_hint: 'Their personal data were erased for good.', same_email: '%{name} has this address already.', no_contacts: 'Nobody at this account uses the portal yet', add_contact: 'Add contact', edit_contact: 'Edit contact', contact_name: 'Name', email: 'E-mail', job: 'Job', phone: 'Telephone', primary: 'Main contact',
    subscriptions: 'Subscriptions', no_subscriptions: 'Nothing is subscribed. What they order in an upgrade, or what is imported, stands here.', product: 'Product', quantity: 'Quantity', starts: 'Starts', ends: 'Ends', open_ended: 'open-ended', renews: 'Auto-renew', serial: 'Serial', status: 'Status', trial: 'Trial', yearly: 'A year',
    devices: 'Devices', no_devices: 'No devices in the field. They are here once an order has shipped some, or an import brings them.', shipped: 'Shipped',
    upgrades: 'Upgrades', no_upgrades: 'No upgrade yet. They begin one in the portal.', no_upgrades_start: 'No upgrade yet. They begin one in the portal, or you start one for them with the button above.', reference: 'Reference', kind: 'Kind', path: 'Path', step: 'Step', started: 'Started', change: 'Change',
    escalations: 'Escalations', no_escalations: 'Never escalated.', no_escalations_call: 'Never escalated. When they call about something, log it with the button above.', band: 'Priority', subject: 'About', reason: 'Reason', opened: 'Opened', assignee: 'On it', nobody: 'nobody', clock: 'Clock',
    renewing: {
      on: 'Let it renew', on_title: 'Let %{line} renew by itself?', on_effect: 'It goes on for another term after %{day}, without an order and without anybody being asked.', on_done: '%{line} renews by itself from now on.',
      off: 'Stop it', off_title: 'Stop %{line} from renewing by itself?', off_effect: 'It ends on %{day}, and leaves the recurring revenue unless somebody renews it in time.', off_done: '%{line} does not renew by itself any more.',
      open_ended: 'It has no end yet: this counts once it has one.',
    },
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
