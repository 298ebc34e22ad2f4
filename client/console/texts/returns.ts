/** Returns, what contradicts itself among them, and what is signed about them. */
export const returns = {
  returns: {
    title: 'Returns', one: 'Return', menu: 'Returns menu', open: 'Open the return', actions: 'Actions', reason: 'Reason', reason_hint: 'Kept with the return; colleagues read it.', search: 'Serial', to_verify: 'Attestations to verify: %{count}', never: 'never', a_device: 'a device', edition: 'Edition %{edition}',
    pages: { list: 'All returns' },
    tab: { mine: 'Mine to chase', chase: 'To chase', soon: 'Due in 7 days', contradictions: 'Contradictions', never_scanned: 'Never scanned', quiet: 'Quiet', open: 'Open', all: 'All' },
    column: { account: 'Account', order: 'Order', serial: 'Serial', evidence: 'Evidence', due: 'Due', flags: 'Flags', stake: 'At stake', status: 'Status', tracking: 'Tracking', reminded: 'Reminded', disposition: 'Disposition', opened: 'Opened', manager: 'Account manager', contradiction: 'Contradiction' },
    empty: { title: 'No return here', hint: 'A return opens by itself when an order replaces a device.' },
    of_account_none: 'Nothing had to come back',
    ageing: { title: 'Days overdue' },
    days: '%{smart_count} day |||| %{smart_count} days', hours: '%{count} hour |||| %{count} hours', days_overdue: '%{smart_count} day overdue |||| %{smart_count} days overdue', contradictions: '%{smart_count} contradiction |||| %{smart_count} contradictions', devices: 'Device |||| Devices',
    step: { authorised: 'Authorised', label_issued: 'Label', in_transit: 'In transit', delivered: 'At our dock', received: 'Received', inspected: 'Inspected' },
    ladder: { summary: 'Evidence: %{reached}', nothing: 'none', all: '%{name} on %{day}', some: '%{name} for %{devices} of %{of} devices, first on %{day}', none: '%{name}: no evidence', key: 'Evidence, left to right: authorised, label, in transit, at our dock, received, inspected', key_all: 'there', key_some: 'for some devices', key_none: 'none yet' },
    standing: 'Where it stands', belongs: 'Whose it is', customer_owes: 'the customer owes it', ours_to_do: 'what is left is ours to do', nothing_left: 'nothing left to do', stake_hint: 'charged where it never comes', fee: 'Fee charged', no_fee: 'none', all_charged: 'all that was charged', carrier: 'Carrier', label: 'Label', open_label: 'Open the label', no_label: 'none issued', attestation_needed: 'Attestation needed',
    timeline: 'What happened', grade: 'grade %{grade}', file: 'File', known_later: 'known %{when}', no_longer_counts: 'No longer counts', source: { desk: 'at the desk', dock: 'at the dock', carrier: 'from the carrier', customer: 'from the customer', portal: 'on the signing page', event: 'by event' }, act: { to: 'to %{to}', until: 'link until %{day}' },
    next: 'Next: %{who}',
    mismatch: {
      attested_never_scanned: 'The customer says that %{serial} is on its way, and no carrier has seen it.', wrong_serial: '%{serial} was seen, and is not a device of this return.', certificate_for_other_device: 'The certificate is for %{serial}, which is not a device of this return.',
      fee_then_received: 'A fee was charged for %{serial}, and then it was received.', received_after_end: '%{serial} was on its way or received after the return had been waived or cancelled.',
    },
    settling: { remind: 'Remind', record_receipt: 'Record the receipt', request_attestation: 'Ask for attestation', refund_fee: 'Refund the fee', settle: 'Settle' },
    queue: { title: 'Contradictions', empty: 'Nothing contradicts itself', empty_hint: 'Facts that do not fit together come here by themselves, and leave when a fact settles them.' },
    desk: { title: 'Returns to chase', open: 'Open', stake: '%{amount} at stake', none: 'None of your accounts has an overdue return.' },
    remind: {
      action: 'Remind', title: 'Remind %{name}', many_title: 'Remind about %{smart_count} return |||| Remind about %{smart_count} returns', done: 'Reminder written', today: 'Reminded today; the next can go tomorrow.', next: 'the next can go tomorrow', effect: 'A mail says what is owed and until when. It goes to the contact of each order.', effect_one: 'A mail says what is owed and until when. It goes to the contact of the order.', effect_to: 'A mail to %{name}, %{email}, says what is owed and until when.', effect_nobody: 'Nobody of this account has an e-mail address: there is nobody to write to. Add a contact first.', effect_label: 'It names the label and its tracking number.', effect_no_label: 'No label was issued, so it names none.',
      effect_stake: 'It says that %{amount} is charged where the device never comes.', effect_once: 'At most one goes for a return on one day.', effect_refused: 'Those that cannot be reminded about are named afterwards.', none_sent: 'No reminder was sent', result: '%{smart_count} reminder is written |||| %{smart_count} reminders are written', all_done: 'There is one for every return you chose.',
      some_refused: '%{smart_count} was not sent: |||| %{smart_count} were not sent:',
    },
    fact: {
      action: 'Record a fact', title: 'Record a fact', submit: 'Record', done: 'Recorded', what: 'What happened', choose: 'Choose what you know of.', when: 'When it happened', when_hint: 'Your time. What is told late is marked as such.', future: 'It lies in the future.', source: 'Who says so', source_hint: 'Where you have it from.', device: 'Device', unnamed: 'No serial said', all_devices: 'All %{smart_count} devices', other_serial: 'Another serial', serial: 'Serial as it is on the device', other_hint: 'It becomes a contradiction until the right device is there.',
      note: 'Note', note_hint: 'Optional.', carrier: 'Carrier', trackingNumber: 'Tracking number', labelUrl: 'Address of the label', labelUrl_hint: 'Begins with https://. The customer is sent this address.', link_fault: 'It has to begin with https://', cause: 'What went wrong', grade: 'Grade', amount: 'Amount in %{currency}',
      effect: {
        device: 'It joins what is known of %{serial}.', all: 'It joins what is known of the device. |||| It joins what is known of all %{smart_count} devices.', stays: 'The return stays “%{status}”.', moves: 'The return goes from “%{from}” to “%{to}”.', completes: 'Nothing is left to do then.',
        contradicts: 'A contradiction comes up: %{about}.', settles: 'A contradiction is settled: %{about}.', money: 'It is written down alone: nothing is charged or paid by it, and the books stay as they are.', final: 'It cannot be changed or taken away.',
      },
      means: {
        label_issued: 'The customer has a label to send it with.', first_scan: 'The carrier has the parcel.', in_transit: 'The parcel is moving.', exception: 'The carrier reports trouble. “Return to sender” means that it goes back to the customer.', delivered: 'The carrier brought it to our dock. Nobody has opened it yet.',
        received: 'The dock has read the serial of what came.', inspected: 'Somebody looked at the device and graded it.', fee_charged: 'The customer was charged.', fee_refunded: 'The customer got a fee back.',
      },
    },
    extend: { action: 'More time', title: 'Give more time', until: 'Due', done: 'More time given', fault: 'Choose a day after %{day}.', effect: 'It is due on %{to}, not on %{from}.', effect_untold: 'The customer is not told; the next reminder says the new day.' },
    waive: { action: 'Waive', title: 'Waive this return', done: 'Waived', effect: 'The device is given up: nothing is owed any more. |||| The %{smart_count} devices are given up: nothing is owed any more.', effect_stake: 'The %{amount} at stake is not charged.', effect_fee: 'The fee of %{amount} that was charged stays charged until somebody refunds it.', effect_final: 'It cannot be taken back. A device that still comes shows up as a contradiction.' },
    disposition: {
      button: 'Disposition', title: 'Change the disposition', action: 'Change', to: 'What is to become of the devices', now: 'Now: %{name}', done: 'Disposition changed', effect_facts: 'Facts stay as they are; what is still owed is reckoned anew.',
      effect: { return: 'The devices come back, and are inspected here.', keep_drive: 'The devices come back without their drives, and the customer attests that they keep them.', destroy_on_site: 'Nothing is sent. The customer has the devices destroyed, attests it and sends the certificate.' },
    },
    settle: { title: 'Settle a contradiction', action: 'Settle', done: 'Settled', note: 'How it was dealt with', note_hint: 'Whoever looks later has only this.', effect: 'It leaves the list of contradictions.', effect_facts: 'No fact is changed.' },
    request: { title: 'Ask for an attestation', action: 'Ask for attestation', message: 'Message to the customer', message_hint: 'Optional; it stands in the mail and above the statement.', effect: 'An e-mail with a link goes to the contact of the order.', effect_link: 'The link works once, for %{lasts}.', effect_old: 'A link that was sent before stops working.', attested: 'Every device is attested already. Reject what is wrong first.', sent: '%{name} has the link by e-mail', link: 'Link to the signing page', link_hint: 'To pass it on yourself: it works once, and is shown only now.' },
    on_behalf: {
      button: 'Record on behalf', title: 'Record an attestation on behalf', action: 'Record', done: 'Recorded: it waits to be verified', said: 'What was signed', meaning: 'Meaning of the signature', no_statement: 'No statement is in force for this meaning. An admin has to write one first.', signed_by: 'Who signed', when: 'When they signed', when_hint: 'In your time zone, %{zone}.', devices: 'Which devices',
      alike: 'The same for each of them', consent: 'They agreed to this being kept as their electronic signature, as the evidence shows', effect: 'The statement above is kept word for word, with its edition, and joins the chain of what was signed.', effect_verify: 'It waits to be verified.', effect_older: 'It takes the place of older attestations about the same devices.',
    },
    signer: { who: 'Contact', other: 'Somebody else', name: 'Printed name', title: 'Title', email: 'E-mail', email_fault: 'This is no e-mail address.' },
    sanitisation: {
      method: 'Method', technique: 'Technique', tool: 'Tool', toolVersion: 'Version of the tool', verification: 'How it was verified', standard: 'Standard', revision: 'Revision', technique_hint: 'Such as cryptographic erase or shredding.', verification_hint: 'Such as a full read of the media afterwards.',
      means: { Clear: 'Overwritten by ordinary commands.', Purge: 'Not to be recovered in a laboratory either.', Destroy: 'The media cannot be used again.' },
    },
    certificate: { button: 'Certificate', title: 'Record a certificate', action: 'Record', done: 'Certificate recorded', issuer: 'Issued by', issuer_hint: 'Whoever destroyed or wiped the device.', number: 'Number', when: 'Issued', file: 'The certificate', other_serial: 'Another serial', other_hint: 'It is kept, and becomes a contradiction.' },
    evidence: { title: 'Evidence files', legend: 'Files that show it', none: 'No files yet.', choose: 'Choose a file as evidence', drop: 'Drop a file here, or choose one', formats: 'PDF, picture or plain text, up to 10 MB', sending: 'Sending %{name}', too_large: '%{name} is larger than 10 MB.', refused: '%{name} %{because}' },
    attestation: {
      title: 'Attestations', one: 'Attestation', none: 'None was signed, and none is needed.', none_yet: 'None yet. Ask the customer for one, or record what they signed.', empty: 'No attestation here', empty_hint: 'Customers sign on their own page; what they sign otherwise is recorded at its return.',
      tab: { signed: 'To verify', verified: 'Verified', rejected: 'Rejected', all: 'All' }, meaning: 'Meaning', signer: 'Signed by', capture: 'How it came', signed_at: 'Signed', recorded: 'Recorded', decided_by: 'Decided by', erased: 'Erased', erased_name: 'erased', erased_hint: 'The signer’s name, title and e-mail were erased on request. What was signed stays, with its hash; the digest of the signer leads back to nobody any more.',
      signed_content: 'What was signed', signature: 'Signature', signed_on: 'Signed %{when}', consent: 'Agreed to sign electronically', no_consent: 'Did not agree to sign electronically', no_evidence: 'Signed by the customer: no file was needed.', about: 'About it', superseded_by: 'Superseded by', newer: 'a newer one', proof: 'Proof', place: 'Number %{position} in the chain of attestations', hash: 'Hash of its content', previous: 'Hash of the one before', signer_digest: 'Digest of the signer',
      verified_by: 'Verified by %{name}', rejected_by: 'Rejected by %{name}', pdf: 'Certificate (PDF)', json: 'Signed JSON',
      verify: { action: 'Verify', title: 'Verify this attestation', done: 'Verified', effect: 'It is as it should be: its certificate is issued.', effect_return: 'Each device it names has a certificate from now on.' },
      reject: { action: 'Reject', title: 'Reject this attestation', done: 'Rejected', effect: 'What it said counts no more, and stays readable.', effect_return: 'The customer owes an attestation again. They are not told: ask them for a new one.', reason_hint: 'What is wrong with it.' },
    },
  },
};
