/** What the audit log says was done, by the command's name. */
export const actions = {
  escalations: {
    log: 'Logged an escalation', claim: 'Claimed', 'claim-next': 'Took the next', release: 'Released', decline: 'Declined', transfer: 'Transferred', pause: 'Paused', resume: 'Resumed', note: 'Wrote a note', message: 'Wrote to the customer', 'hand-back': 'Handed back', resolve: 'Resolved',
    cancel: 'Cancelled an escalation', 'set-priority': 'Set the priority', 'lease-ended': 'Lease ended', 'pause-ended': 'Pause ended', 'escalate-again': 'Escalated again', 'self-completed': 'Customer completed it', ordered: 'Ordered', 'given-up': 'Given up', left: 'Customer left it', 'attach-upgrade': 'Gave it an upgrade', 're-offered': 'Offered again', event: 'Heard of in an event',
  },
  upgrades: {
    start: 'Started an upgrade', configure: 'Changed the cart', 'place-on-behalf': 'Ordered for the customer', advance: 'Moved to a step', cancel: 'Cancelled an upgrade', 'handed-back': 'Went back to the customer’s step', 'approve-exception': 'Approved an exception', 'refuse-exception': 'Refused an exception', mend: 'Mended an upgrade', 'given-up': 'Given up', renewed: 'Renewed by itself', event: 'Heard of in an event',
  },
  codings: { code: 'Coded', reverse: 'Reversed a coding', override: 'Corrected a coding', propose: 'Proposed a correction', approve: 'Approved a correction', reject: 'Rejected a correction', confirm: 'Confirmed a coding', join: 'Joined codings' },
  periods: { close: 'Closed a month', reopen: 'Reopened a month' },
  returns: {
    'record-fact': 'Recorded a fact', 'charge-fee': 'Charged the fee', remind: 'Reminded the customer', extend: 'Gave more time', waive: 'Waived a return', 'call-off': 'Called a return off', 'change-disposition': 'Changed the disposition', settle: 'Settled a contradiction', 'record-certificate': 'Recorded a certificate',
    'request-attestation': 'Asked for an attestation', 'withdraw-link': 'Withdrew a signing link', 'add-file': 'Added a file', event: 'Heard of in an event',
  },
  attestations: { sign: 'Signed', verify: 'Verified an attestation', reject: 'Rejected an attestation', supersede: 'Took the place of an attestation' },
  contacts: { erase: 'Erased personal data' },
  subscriptions: { event: 'Heard of in an event', expired: 'Lapsed' },
  'incoming-events': { mend: 'Mended an event', replay: 'Tried an event again' },
  outbox: { enqueue: 'Wrote a mail', sent: 'Sent a mail', failed: 'Could not send a mail', retry: 'Tried a mail again', drop: 'Dropped a mail' },
  portal: { place: 'Customer ordered', leave: 'Customer left' },
  adoption: { 'load-traffic': 'Loaded visits', 'freeze-baseline': 'Froze a baseline' },
  lists: { export: 'Exported a list' },
  records: { create: 'Created', update: 'Changed', delete: 'Deleted' },
  users: { suspend: 'Suspended', reinstate: 'Reinstated', 'access-link': 'Made a one-time link', 'bind-sign-on': 'Bound to the identity provider', 'forget-sign-on': 'Forgot the identity provider’s account', 'set-password': 'Set a password' },
  session: { 'sign-in': 'Signed in', 'sign-out': 'Signed out', revoke: 'Ended a session', locked: 'Locked after failed sign-ins' },
  profile: { update: 'Changed the profile' },
  imports: { upload: 'Uploaded a file', plan: 'Planned an import', commit: 'Imported', cancel: 'Cancelled an import', undo: 'Undid an import' },
};
