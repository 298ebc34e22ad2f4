import type { ROOT_CAUSES } from '../server/domain/words.ts';

type Cause = (typeof ROOT_CAUSES)[number];

/** Texts that account managers use again and again. */
export const SAVED_REPLIES: readonly { id: string; name: string; rootCause: Cause | null; text: string }[] = [
  { id: 'reply-hello', name: 'I have taken this', rootCause: null, text: 'Hello, I am looking at your order now and will write again within the hour. Nothing you have entered is lost.' },
  { id: 'reply-price', name: 'Price corrected', rootCause: 'pricing_exception', text: 'The price we agreed is now in your order. Please check the review page: if it reads right, you can finish from there.' },
  { id: 'reply-quote', name: 'Quote attached to the order', rootCause: 'quote_needed', text: 'Your quote can be printed from the review page and is good for 30 days. When purchasing has approved it, finish from the link below.' },
  { id: 'reply-po', name: 'Paying by purchase order', rootCause: 'payment_method', text: 'You can pay by purchase order: the order goes on your account, and nothing has to be paid on the page. We invoice on the day it takes effect.' },
  { id: 'reply-card', name: 'No card number is needed', rootCause: 'card_by_phone', text: 'Please do not send or read out a card number: we cannot take it and must not keep it. None is needed: what you order on the page of the link below goes on your account, and I stay on the line while you do it.' },
  { id: 'reply-eligible', name: 'Yes, you may take this path', rootCause: 'eligibility_unclear', text: 'Your appliance may be refreshed: its subscription need not have ended. What is left of the term is taken into account on the review page.' },
  { id: 'reply-services', name: 'Which service fits', rootCause: 'choice_of_services', text: 'From what you describe I would take the cloud copy and leave recovery for later: it can be added at any time and is charged from that day.' },
  { id: 'reply-renewal', name: 'How auto-renew works', rootCause: 'auto_renew_options', text: 'With auto-renew on, the same terms go on the day after they end. You can switch it off at any time before that on the subscription page.' },
  { id: 'reply-compatible', name: 'It works with what you have', rootCause: 'compatibility', text: 'The new appliance reads the backups of the old one over the network, and your agents can stay as they are.' },
  { id: 'reply-return', name: 'Sending the old device back', rootCause: 'return_question', text: 'Use the box the new device came in and the label we sent. You have three weeks, and the courier picks it up. Removing the drive? Tell me first, please.' },
  { id: 'reply-terms', name: 'Term and end date', rootCause: 'contract_terms', text: 'I have set the end date so that all your subscriptions end together. The review page shows the shorter first term and its price.' },
  { id: 'reply-defect', name: 'We found the fault', rootCause: 'portal_defect', text: 'The fault was ours and is mended. Your entries are kept: the link below takes you back to where you were.' },
];
