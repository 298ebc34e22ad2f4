/** The frame around every screen. */
export const shell = {
  shell: {
    nav: 'Main menu',
    open_nav: 'Open the menu',
    skip: 'Skip to the content', print: 'Print this page',
    find: 'Find account, serial, action…',
    loading: 'Loading…',
    waiting: '%{count} waiting',
    user_menu: 'Your menu, %{name}',
    theme: { light: 'Light', dark: 'Dark', system: 'As the system' },
    pages: {
      desk: 'My desk', escalations: 'Escalations', coding: 'Revenue coding', revenue: 'Revenue', try_coding: 'Try a case of revenue coding', accounts: 'Accounts', upgrades: 'Upgrades', admin: 'Admin', users: 'Users', products: 'Products', paths: 'Upgrade paths',
      policy: 'Policy', calendars: 'Calendars', regions: 'Regions', rates: 'Exchange rates', root_causes: 'Root causes', reason_codes: 'Reasons for corrections', saved_replies: 'Saved replies', imports: 'Imports', outbox: 'Outgoing mail', audit: 'Audit log',
      profile: 'Profile', sessions: 'Sessions',
    },
    error: {
      retry: 'Try again', reference: 'Reference %{reference}', offline: 'The server cannot be reached.', offline_hint: 'Nothing was lost. Check the connection, then try again.',
      unknown: 'That did not work.', unknown_hint: 'Try again; if it stays so, reload the page.', server: 'Something went wrong on the server.', server_hint: 'Nothing was changed. Try again; if it stays so, tell an admin the reference.',
      missing: 'Not there, or not yours to see.', missing_hint: 'It may have been removed, or belong to somebody else.', forbidden: 'Your role does not allow this.', forbidden_hint: 'An admin can do it, or change your role.', refused: 'That was refused.',
    },
    crash: { title: 'This screen failed', hint: 'The rest of the console still works. Reloading also brings the newest version.', reload: 'Reload' },
    not_found: { title: 'No such page', hint: 'The address leads nowhere. Use the menu, or find what you look for with Ctrl K.', home: 'To my desk' },
  },
  keys: { title: 'Keys', hint: 'Single letters can be switched off in your profile. They never act while you type.', go_desk: 'Go to my desk', go_escalations: 'Go to escalations' },
  palette: { title: 'Find or do', actions: 'Here', pages: 'Go to', searching: 'Looking…', nothing: 'Nothing fits “%{text}”.' },
  login: {
    title: 'Sign in', email: 'E-mail', password: 'Password', wrong: 'The e-mail or the password is not right.', locked: 'Too many failed attempts. Wait a few minutes, then try again.', demo: 'Demo sign-ins: one click',
    first_admin: 'Nobody can sign in yet. The server printed a one-time link at its start: it makes the first admin.',
    sign_on: 'Sign in with %{name}', or: 'or with a password',
    refused: {
      nobody: 'Nobody here has the address that %{name} knows you by. Ask an admin to add you.', unverified: '%{name} has not verified your address, so it cannot be relied on. Ask an admin.', suspended: 'You were suspended here. Ask an admin.',
      another: 'Your address belongs to another account of %{name}. Ask an admin to forget that one.', cancelled: 'Signing in was cancelled at %{name}.', too_late: 'That took too long, or began in another window. Try again.',
      failed: '%{name} answered with something that could not be trusted. Try again, or ask an admin.', unreachable: '%{name} does not answer. Try again in a moment.',
    },
  },
  access: {
    title: 'Set your password', first_admin: 'Make the first admin', name: 'Name', new_password: 'New password', again: 'The same again', hint: 'At least %{least} characters.', differs: 'The two are not the same.', submit: 'Set password and sign in',
    gone: 'This link was used already, is too old, or was not copied whole. Look whether all of it stands in the address, or ask an admin for a new one.',
  },
  fields: { none: 'none', now: 'just now', ago: '%{age} ago', in: 'in %{age}', late: 'late %{age}', met: 'met' },
};
