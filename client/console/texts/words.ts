/** The domain's words as people say them. Sets are named in fields/words.ts. */
export const words = {
  words: {
    segment: { smb: 'Small business', mid_market: 'Mid market', enterprise: 'Enterprise' },
    product_kind: { device: 'Device', service: 'Service', warranty: 'Warranty' },
    upgrade_kind: { renewal: 'Renewal', upgrade: 'Upgrade', downgrade: 'Downgrade', refresh: 'Refresh', add_on: 'Add-on' },
    motion: { self_serve: 'Self-serve', assisted: 'Assisted', sales_led: 'Sales-led', automatic: 'Automatic' },
    step: { entry: 'Entry', options: 'Options', configure: 'Configure', review: 'Review', payment: 'Payment', placed: 'Placed', shipment: 'Shipment', return: 'Return', attestation: 'Attestation', completed: 'Completed' },
    upgrade: { draft: 'Draft', placed: 'Placed', fulfilling: 'Fulfilling', awaiting_return: 'Awaiting return', awaiting_attestation: 'Awaiting attestation', completed: 'Completed', cancelled: 'Cancelled', abandoned: 'Abandoned' },
    channel: { portal: 'Portal', phone: 'Phone', email: 'E-mail', rule: 'Rule' },
    escalation: { waiting: 'Waiting', claimed: 'Claimed', paused: 'Paused', handed_back: 'Handed back', resolved: 'Resolved', cancelled: 'Cancelled' },
    outcome: { answered: 'Answered', ordered_for_customer: 'Ordered for them', self_completed: 'Finished by the customer', abandoned: 'Abandoned', withdrawn: 'Withdrawn' },
    band: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' },
    pause: { waiting_for_customer: 'Waiting for the customer', callback_agreed: 'Callback agreed', waiting_for_approval: 'Waiting for approval', waiting_for_colleague: 'Waiting for a colleague', waiting_for_supplier: 'Waiting for a supplier' },
    root_cause: {
      pricing_exception: 'Pricing exception', eligibility_unclear: 'Eligibility unclear', choice_of_services: 'Choice of services', auto_renew_options: 'Auto-renew options', payment_method: 'Payment method', card_by_phone: 'Card by phone',
      quote_needed: 'Quote needed', compatibility: 'Compatibility', return_question: 'Return question', contract_terms: 'Contract terms', portal_defect: 'Portal defect', customer_preference: 'Customer preference', other: 'Other',
    },
    movement: { new: 'New', expansion: 'Expansion', contraction: 'Contraction', churn: 'Churn', reactivation: 'Reactivation', renewal: 'Renewal', transfer: 'Transfer', fx: 'Currency', excluded: 'Excluded' },
    subscription: { active: 'Active', expired: 'Expired', replaced: 'Replaced', ended: 'Ended' },
    device: { in_field: 'In the field', due_back: 'Due back', returned: 'Returned', retired: 'Retired' },
    role: { account_manager: 'Account manager', sales_ops: 'Sales operations', admin: 'Admin' },
    user: { active: 'Active', suspended: 'Suspended' },
    exception: { granted: 'Granted', waiting: 'Waiting for an admin', refused: 'Refused' },
    touch: { touch: 'Touch', shadow: 'Shadow touch', none: 'None' },
    import: { uploaded: 'Uploaded', planned: 'Planned', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled', undone: 'Undone' },
    mail: { waiting: 'Waiting', sending: 'Being sent', sent: 'Sent', dead: 'Given up', dropped: 'Dropped' },
    return: { authorised: 'Authorised', label_issued: 'Label issued', in_transit: 'In transit', delivered: 'Delivered', received: 'Received', inspected: 'Inspected', waived: 'Waived', cancelled: 'Cancelled' },
    resource: {
      accounts: 'Accounts', contacts: 'Contacts', products: 'Products', devices: 'Devices', subscriptions: 'Subscriptions', 'upgrade-paths': 'Upgrade paths', upgrades: 'Upgrades', escalations: 'Escalations', users: 'Users', calendars: 'Calendars',
      regions: 'Regions', 'root-causes': 'Root causes', 'saved-replies': 'Saved replies', 'saved-views': 'Saved views', policies: 'Policy', imports: 'Imports', 'incoming-events': 'Events in', returns: 'Returns', attestations: 'Attestations', 'audit-events': 'Audit log', outbox: 'Outgoing mail',
    },
  },
};
