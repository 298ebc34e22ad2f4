import type { CardKind } from '../../server/domain/payment-cards.ts';
import type { Meaning, ReturnStatus, SanitisationMethod, UpgradeKind } from '../../server/domain/words.ts';
import type { Obstacle } from './page.ts';

const ready: Record<UpgradeKind, string> = {
  renewal: 'Your renewal is ready to order', upgrade: 'Your upgrade is ready to order', downgrade: 'Your change is ready to order', refresh: 'Your device refresh is ready to order', add_on: 'Your addition is ready to order',
};

const notReady: Record<Obstacle, (manager: string) => { title: string; why: string }> = {
  return: () => ({ title: 'Your order is placed, and the old device is still to come back', why: 'There is nothing to order here: your order has been placed. What is left is sending the old device back.' }),
  attestation: () => ({ title: 'Your order is placed, and a signed statement is still missing', why: 'There is nothing to order here: your order has been placed. What is left is the signed statement about the old device.' }),
  ordered: () => ({ title: 'Your order is placed', why: 'There is nothing more to order here: this order has been placed already.' }),
  completed: () => ({ title: 'Your order is complete', why: 'There is nothing more to order here: everything in this order is done.' }),
  ended: () => ({ title: 'This order has ended', why: 'It cannot be placed any more. If you still want it, ask again.' }),
  no_lines: (manager) => ({ title: 'Your order is not complete yet', why: `Nothing has been put into this order yet, so it cannot be placed here. Ask again and say what you want: ${manager} will put it in.` }),
  no_path: (manager) => ({ title: 'Your order is not complete yet', why: `One choice in this order is still open, so it cannot be placed here. Ask again, and ${manager} will finish it.` }),
  approval: (manager) => ({ title: 'Your order is nearly ready', why: `A price in this order is still waiting for approval, so it cannot be placed yet. ${manager} will write to you, or ask again.` }),
};

const card: Record<CardKind, string> = {
  card_number: 'This looks like it holds a payment card number. Take it out: nobody here needs it, and we do not accept or keep card numbers.',
  security_code: 'This looks like it holds a card’s security code. Take it out: nobody here needs it, and we do not accept or keep card details.',
};

const onTheWay: Record<ReturnStatus, (many: boolean) => string> = {
  authorised: (many) => (many ? 'We expect them back. The label to send them with is not ready yet.' : 'We expect it back. The label to send it with is not ready yet.'),
  label_issued: (many) => (many ? 'The label is ready: pack them and give them to the carrier.' : 'The label is ready: pack it and give it to the carrier.'),
  in_transit: (many) => (many ? 'They are on their way to us.' : 'It is on its way to us.'),
  delivered: (many) => (many ? 'They have arrived at our address, and are being unpacked.' : 'It has arrived at our address, and is being unpacked.'),
  received: (many) => (many ? 'We have them. Thank you.' : 'We have it. Thank you.'),
  inspected: (many) => (many ? 'We have them, and have looked them over. Thank you.' : 'We have it, and have looked it over. Thank you.'),
  waived: (many) => (many ? 'You do not have to send them back any more.' : 'You do not have to send it back any more.'),
  cancelled: () => 'This was called off: there is nothing to send.',
};

const deviceStatuses: Record<ReturnStatus, string> = {
  authorised: 'Not sent yet', label_issued: 'Label ready', in_transit: 'On its way', delivered: 'Arrived', received: 'With us', inspected: 'With us, looked over', waived: 'Not needed any more', cancelled: 'Called off',
};

const meanings: Record<Meaning, { label: string; hint: string }> = {
  returned: { label: 'Sent back', hint: 'Given to the carrier, with all of its storage.' },
  wiped: { label: 'Wiped', hint: 'All data were removed from the storage.' },
  destroyed: { label: 'Destroyed', hint: 'Made useless for good, with all of its storage.' },
  kept: { label: 'Storage kept', hint: 'The storage was taken out and stays with you.' },
};

const methods: Record<SanitisationMethod, string> = {
  Clear: 'Overwritten, or reset to how it left the factory.',
  Purge: 'Removed so that even a laboratory finds nothing: by erasing the key or every block, for example.',
  Destroy: 'The storage itself was shredded, melted or burnt.',
};

/** Every text of the customer's page. */
export const texts = {
  loading: 'Opening your order…',
  order: (reference: string) => `Order ${reference}`,
  documentTitle: (title: string, reference?: string) => (reference ? `${title} · ${reference}` : title),
  offer: {
    ready, notReady,
    forWhom: (company: string) => `For ${company}`, reference: (reference: string) => `Reference ${reference}`,
    manager: 'Your account manager', message: (manager: string) => `A message from ${manager}`, expires: (when: string) => `This link works once, until ${when}.`,
    yourOrder: 'Your order', decision: 'What would you like to do?', changeMind: 'Nothing is ordered yet: you see the whole order once more before you place it.',
  },
  fixed: {
    title: 'What was put right', price: (product: string) => `The price of ${product}`, was: 'was', is: 'and is now', aYear: 'a year',
    path: (name: string) => `The option for your order is “${name}”.`, added: (product: string, quantity: string) => `${quantity} × ${product} is in your order.`, removed: (product: string, quantity: string) => `${quantity} × ${product} is not in your new order.`,
    message: (manager: string) => `${manager} has answered you: see the message above.`,
  },
  lines: {
    before: 'What you have now', after: 'What you will have', had: 'What you had', have: 'What you ordered', nothingBefore: 'Nothing yet: this is new for you.', nothingAfter: 'Nothing has been put in yet.',
    term: (term: string) => `for ${term}`, from: (day: string) => `from ${day}`, until: (day: string) => `until ${day}`, open: 'without an end date', serial: (serial: string) => `Serial number ${serial}`, each: (price: string) => `${price} each`,
    aYear: (price: string) => `${price} a year`, total: 'Total a year', difference: 'Difference a year', more: (amount: string) => `${amount} more`, less: (amount: string) => `${amount} less`, same: 'The same price',
    effective: 'Takes effect', atOnce: 'When you place the order',
  },
  oldDevice: {
    title: 'What happens to your old device', titleMany: 'What happens to your old devices',
    back: (day: string) => `It goes back to us by ${day}.`, backMany: (day: string) => `They go back to us by ${day}.`, serial: 'Serial number', serials: 'Serial numbers',
    statement: 'We also need a signed statement about what happened to the data on it. We will ask you for it; there is nothing to sign on this page.', noStatement: 'No signed statement is needed.',
  },
  review: {
    button: 'Review order', title: 'Check your order, then place it', effective: (day: string) => `It takes effect on ${day}.`, atOnce: 'It takes effect when you place it.', account: 'It is put on your account: there is nothing to pay on this page, and no card number is needed.',
    place: 'Place order on account', placing: 'Placing your order…', back: 'Go back', for: 'For', reference: 'Reference', option: 'Option',
    notPossible: (manager: string) => `This order cannot be placed as it stands: something has changed since it was prepared. Nothing was ordered. Ask again, and ${manager} will put it right.`, askInstead: 'Ask again',
  },
  ask: {
    button: 'Ask again', title: (manager: string) => `Ask ${manager} again`, hint: 'Say in your own words what is not right yet. Your order stays as it is until you hear from us.', label: 'What should we know?', never: 'Please write no card numbers and no passwords.',
    send: 'Send', sending: 'Sending…', back: 'Go back', empty: 'Write what you would like to know or change.', tooLong: (most: string) => `This is longer than ${most} characters. Make it shorter.`, notSent: 'What you wrote was not sent. Copy it from here if you need it:', kept: 'Your text is kept.', card,
  },
  leave: {
    button: 'Not now, leave it', buttonPlaced: 'I need nothing more', title: 'Leave this order?', titlePlaced: 'Nothing more to ask?', draft: 'Nothing is ordered, and what you have now stays as it is. This order ends, and the link stops working.', placed: 'The order that you placed stays as it is. This only tells us that you need nothing more, and the link stops working.',
    later: (manager: string) => `If you want it later, write to ${manager}: a new order can always be started.`, confirm: 'Yes, leave it', confirmPlaced: 'Yes, nothing more', leaving: 'Leaving…', back: 'No, go back',
  },
  done: {
    next: 'What happens next', print: 'Print this page', keep: (reference: string) => `Keep the reference: ${reference}.`, questions: (manager: string) => `If anything is not right, answer ${manager}’s message.`, used: 'The link has now been used. You can close this page.',
    placed: { title: 'Your order is placed', lead: (company: string) => `Thank you. The order for ${company} is on your account; there is nothing to pay here.`, effective: (day: string) => `It takes effect on ${day}.`, atOnce: 'It takes effect today.', device: (serials: string, day: string) => `Send the old device back by ${day}: ${serials}.`, statement: 'We will ask you for the signed statement about it.' },
    asked_again: { title: (manager: string) => `Your question is with ${manager} again`, lead: 'Nothing was ordered, and your order is kept as it is.', answer: (manager: string) => `${manager} looks at it and writes to you.`, link: 'You will get a new link with the answer: this one has been used.', said: 'What you wrote' },
    left: { title: 'You have left this order', titlePlaced: 'Thank you: there is nothing more to do', lead: 'Nothing was ordered, and what you have now stays as it is.', leadPlaced: 'The order that you placed stays as it is.', ends: (product: string, day: string) => `${product}: the present term runs until ${day}.`, later: (manager: string) => `If you want it after all, write to ${manager}.` },
  },
  gone: { title: 'This link does not work any more', wrong: { title: 'This link is not complete', detail: 'Open it from the message again, or copy the whole of it into the address bar. If that does not help, ask your account manager for a new one.' } },
  failed: {
    title: 'Your order cannot be shown right now', retry: 'Try again', retrying: 'Trying again…', again: 'Then try again: it cannot happen twice.',
    offline: 'There is no connection to us. Check your internet connection.', slow: 'The answer takes too long. The connection may be slow.', server: 'Something went wrong on our side.', too_often: 'That was tried very often in a short time. Wait a minute.',
    refused: 'That was not possible.', reference: (reference: string) => `If it stays so, tell your account manager this reference: ${reference}`, long: 'This takes longer than usual. Please keep the page open.',
  },
  returns: {
    title: 'Your old device', titleMany: 'Your old devices', sentences: onTheWay, statuses: deviceStatuses, expected: 'With us by', doneBy: 'To be done by', carrier: 'Carrier', tracking: 'Tracking number', label: 'Print the label',
    keepDrive: (many: boolean) => `Take the storage out before you send ${many ? 'them' : 'it'}: that stays with you.`, toDestroy: (many: boolean) => (many ? 'They are to be destroyed where they stand: there is nothing to send.' : 'It is to be destroyed where it stands: there is nothing to send.'),
    destroyed: 'All of it is destroyed and certified. Thank you.', onSite: 'To be destroyed', onSiteDone: 'Destroyed',
  },
  sign: {
    loading: 'Opening what is to be signed…', failed: 'This page cannot be shown right now', title: (many: number) => (many > 1 ? 'Please sign a statement about your old devices' : 'Please sign a statement about your old device'),
    meaning: (many: number) => (many > 1 ? 'What has been done with them?' : 'What has been done with it?'), meanings,
    statement: { title: 'What you sign', edition: (edition: number) => `Edition ${edition}`, choose: 'Choose above what has been done: the whole statement then stands here.' },
    devices: {
      title: (many: number) => (many > 1 ? 'The devices' : 'The device'), which: 'Which devices is it about?', hint: 'Leave out what you cannot sign for yet: you can get a new link for it.', device: 'Device', attested: 'Signed for already', before: 'Nothing more to sign for', all: 'Choose all', none: 'Choose none',
    },
    how: {
      title: 'How the data were removed', titleDestroyed: (many: number) => (many > 1 ? 'How they were destroyed' : 'How it was destroyed'), hint: 'Whoever did it can tell you. It is printed with your statement.', alike: (many: number) => `The same for all ${many} devices`, method: 'Method', methods,
      labels: { technique: 'Technique', tool: 'Tool', toolVersion: 'Version of the tool', verification: 'Verification', standard: 'Standard', revision: 'Revision' },
      hints: { technique: 'For example: cryptographic erase', tool: 'Program or machine', toolVersion: 'As it names itself', verification: 'How the result was checked: a tenth of the blocks was read back, for example', standard: undefined, revision: undefined },
      hintsDestroyed: { technique: 'For example: shredded to 6 mm', tool: 'Machine or company', toolVersion: 'Or its model', verification: 'How it was seen to: two people watched it, for example', standard: undefined, revision: undefined },
    },
    signer: {
      title: 'Who signs', hint: (company: string) => `Somebody who may say so for ${company}. If that is somebody else than stands here, change it.`, labels: { name: 'Full name', title: 'Job title', email: 'E-mail' },
      hints: { name: 'Your name as you write it here is your signature.', title: undefined, email: undefined },
    },
    empty: {
      meaning: 'Choose what has been done.', devices: 'Choose at least one device.', method: 'Choose the method.', technique: 'Write which technique was used.', tool: 'Write what it was done with.', toolVersion: 'Write the version of the tool.', verification: 'Write how it was verified.',
      standard: 'Write which standard was followed.', revision: 'Write which revision of the standard.', name: 'Write your full name.', title: 'Write your job title.', email: 'Write your e-mail address.',
    },
    notEmail: 'This is no complete e-mail address: it needs an @ and what comes after it.', notTaken: (why: string) => `This was not taken: it ${why}.`,
    wrong: (many: number) => (many > 1 ? `${many} answers need another look: what is wrong stands at each.` : 'One answer needs another look: what is wrong stands at it.'), nothingYet: 'Nothing is signed yet: you see everything once more before you sign.',
    content: { for: 'For', order: 'Order', meaning: 'Meaning', forAll: (many: number) => (many > 2 ? `For all ${many} devices` : 'For both devices'), signature: 'Signature' },
    check: {
      button: 'Check, then sign', title: 'Check it, then sign', lead: 'This is exactly what you sign. It cannot be changed afterwards.', what: 'Your statement', zone: (zone: string) => `The time is put down when you sign, in your time zone: ${zone}.`,
      consent: (name: string) => `I agree to sign this electronically: my typed name, ${name}, is my signature.`, consentMissing: 'Tick this if you agree: without it nothing can be signed here.',
      sign: 'Sign', signing: 'Signing…', back: 'Go back and change', kept: 'What you filled in is kept.', notPossible: (manager: string) => `This cannot be signed as it stands. Nothing was signed, and what you filled in is kept. Open the link again, or write to ${manager}.`,
    },
    done: {
      title: 'Thank you: your statement is signed', lead: (manager: string) => `It has reached us, and ${manager} looks at it next.`, what: 'What you signed', when: 'Signed at', hash: 'Fingerprint', hashHint: 'The fingerprint belongs to exactly this statement: it shows that nothing was changed after you signed.',
      copy: (manager: string) => `If you want a copy, answer ${manager}’s message: you get it as a certificate.`, left: (serials: string, manager: string) => `Still to be signed for: ${serials}. ${manager} can send you a new link for that.`,
    },
    nothing: {
      all: { title: 'Everything is signed', detail: (manager: string) => `There is nothing left for you to sign here. If something is not right, write to ${manager}.` },
      none: { title: 'There is nothing to sign yet', detail: (manager: string) => `The statement for this is not written yet. Write to ${manager}, who will see to it.` },
    },
  },
};
