/** Mail to customers, as it goes out. */
export const outbox = {
  outbox: {
    title: 'Outgoing mail', subject: 'Subject', to: 'To', reply_to: 'Answers go to', account: 'Account', escalation: 'Escalation', open_escalation: 'Open it', kind: 'What for', status: 'Status', attempts: 'Attempts', next: 'Next attempt', error: 'Last failure', created: 'Written', sent_at: 'Sent',
    delivery: 'Delivery', text: 'Text', link_hint: 'The customer’s link is put in as the mail is sent. It is kept nowhere, and nobody here can open it.',
    tab: { waiting: 'Waiting', dead: 'Given up', sent: 'Sent', all: 'All' }, kinds: { hand_back: 'Hand-back', message: 'Message', return_reminder: 'Return reminder', attestation_request: 'Attestation', weekly_summary: 'Weekly summary' },
    empty: 'No mail here', empty_hint: 'Handing back and writing to a customer make one.', no_server: 'No mail server is set, so nothing goes out: mail is kept here, and is sent once there is one. Drop what should not go then.',
    retry: 'Send now', retry_title: 'Send this mail now?', retry_hint: 'It gets all its attempts anew. Where its last failure says that it may have arrived, ask the customer first: they may get it twice.', retry_done: 'It goes out within seconds',
    drop: 'Drop', drop_title: 'Drop this mail?', drop_hint: 'It is never sent. What it tells of stays as it is.', drop_done: 'Dropped',
    dead_notice: '%{smart_count} mail to a customer could not be delivered |||| %{smart_count} mails to customers could not be delivered', dead_look: 'See why, and send or drop them',
  },
};
