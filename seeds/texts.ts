import type { ROOT_CAUSES } from '../server/domain/words.ts';
import type { Random } from './random.ts';

export type Cause = (typeof ROOT_CAUSES)[number];

/** What a text may name: `{company}`, `{old}` (what they have), `{new}` (what they want), `{price}`. */
export type Blanks = { company: string; old: string; new: string; price: string };

type Asked = { subject: string; text: string };

/** What customers write, each in another voice. */
const ASKED: Record<Cause, readonly Asked[]> = {
  pricing_exception: [
    { subject: 'Price is not the one we agreed', text: 'We agreed {price} a year for the {new} in spring, by e-mail. The page shows a good deal more. Can someone put the agreed price in before our board meets?' },
    { subject: 'Charity price missing', text: 'Hello, {company} has had the charity price on the {old} since the beginning. It is gone on the review page for the {new}. Was it forgotten, or is it not offered any more?' },
    { subject: 'Competing offer on the table', text: 'To be open with you: we have an offer for {price} on my desk. I would rather stay, the {old} has never let us down. Is there anything you can do?' },
    { subject: 'Volume price for three sites', text: 'Two of our other sites will follow next quarter. I was told that there is a volume price, but the cart only knows list prices.' },
    { subject: 'Price went up between two visits', text: 'Last week the {new} was {price}, today it is more. Nothing else has changed. Please explain, or set it back.' },
  ],
  eligibility_unclear: [
    { subject: 'Are we allowed to refresh yet?', text: 'Our {old} is not three years old. The options page lists the {new} but the small print says "from the end of the term". Can we go ahead or not?' },
    { subject: 'Option greyed out', text: 'The {new} is shown and cannot be chosen, and there is no reason given. We are on the {old}.' },
    { subject: 'Bought through a reseller', text: 'We got the {old} second hand with the branch we took over. Does that count for the upgrade? The page just says "not eligible" to one of my colleagues and nothing to me.' },
    { subject: 'Two subscriptions, one device', text: 'For the {old} I see two subscriptions here, and I do not know which one I have to pick so that the other does not go on as well.' },
  ],
  choice_of_services: [
    { subject: 'Cloud copy or recovery?', text: 'I do not understand the difference between the cloud copy and recovery in the cloud. We need to be working again within a day after a fire, that is all. What do I tick?' },
    { subject: 'Too many choices', text: 'Six services on one page. We are a practice with eleven people. Could somebody who knows our {old} just tell me which two we need?' },
    { subject: 'Does care come with it?', text: 'Is the same-day care in the price of the {new}, or do I have to add it? Our insurance asks for it in writing.' },
    { subject: 'How much space do we need?', text: 'The old one is 71% full. Is the smaller size of the {new} enough for three years? I do not want to do this again next spring.' },
  ],
  auto_renew_options: [
    { subject: 'Cannot switch auto-renew off', text: 'We want to decide each year, our auditors insist. The switch for auto-renew jumps back as soon as I leave the page.' },
    { subject: 'Renew for one year, not three', text: 'The renewal of the {old} is offered for 36 months only. We would renew today for 12.' },
    { subject: 'It renewed and we did not want it to', text: 'I have just seen that the {old} is about to renew by itself. We are moving buildings in two months and need to talk before that happens.' },
    { subject: 'All terms to end on the same day', text: '{company} has four subscriptions with four end dates. Finance will only sign when they all end with the business year.' },
  ],
  payment_method: [
    { subject: 'Purchase order not accepted', text: 'The payment page wants a card. We are a public body: we pay by purchase order, 30 days, as every year.' },
    { subject: 'Bank transfer in euros?', text: 'Where do I choose bank transfer? Our bank blocks card payments abroad above a limit and {price} is above it.' },
    { subject: 'Payment refused twice', text: 'Tried twice, refused twice, and our bank says that nothing ever reached them. The {old} runs out soon. Help please.' },
    { subject: 'Invoice to another company', text: 'The order is for us, but the invoice has to go to our holding company, which has another tax number. There is no field for that.' },
  ],
  card_by_phone: [
    { subject: 'Can I give you the card by phone?', text: 'I would like to read out the company card to someone, like last time. My colleague who usually does this on the page is on leave.' },
    { subject: 'Card page does not open here', text: 'Our proxy blocks the page where the card goes. Can someone call me, I have the card here and want this done today.' },
    { subject: 'Does not want to type a card', text: 'Customer rang: wants to pay the {new} by card and asked to read the number out. Told him we cannot take it; he waits for a call back.' },
  ],
  quote_needed: [
    { subject: 'Formal quote for purchasing', text: 'I need a quote as a PDF with our tax number, {new}, three years, and the conditions. Without it purchasing does not even open the mail.' },
    { subject: 'Three quotes rule', text: 'Above {price} we must show three quotes. Could you send one with a date and somebody\'s name on it? I know that we will take yours.' },
    { subject: 'Quote with both variants', text: 'Could you quote the {new} and, beside it, staying on the {old} for another year? The board wants to see both.' },
    { subject: 'Quote expired', text: 'The quote from the spring has run out over our budget round. Same again, please, same price if possible.' },
  ],
  compatibility: [
    { subject: 'Does it read our old backups?', text: 'Seven years of backups are on the {old}. Can the {new} read them, or do we have to keep both running side by side?' },
    { subject: 'Old server has to stay', text: 'One of our machines still runs an operating system nobody supports, because the milling machine needs it. Will the {new} still back it up?' },
    { subject: 'Power and rack', text: 'Our rack has two units free and 10 amps. I cannot find the measurements of the {new} anywhere on the configure page.' },
    { subject: 'Network at 10 gigabit', text: 'Does the {new} come with two 10 gigabit ports or is that an extra? The {old} has them and our restore test depends on it.' },
  ],
  return_question: [
    { subject: 'When does the old one have to go back?', text: 'The {new} is here, but we cannot migrate before the end of the month. The page says that the {old} is due sooner. What happens if we are late?' },
    { subject: 'Courier never came', text: 'The box has been in the hallway since last Tuesday. Nobody came, and the label has a date on it that has passed.' },
    { subject: 'The drives must not leave the building', text: 'Our data protection officer will not let the drives of the {old} out of the house. Can we send it without, and what do we sign then?' },
    { subject: 'Charged although we sent it', text: 'You have charged us for the {old}. We handed it to the courier three weeks ago and have the receipt.' },
  ],
  contract_terms: [
    { subject: 'Liability clause', text: 'Our lawyers struck out section 9. Is there a version for hospitals? We had one for the {old}.' },
    { subject: 'Data processing agreement', text: 'Before we add the cloud copy we need the data processing agreement with the list of places. Where do I find it?' },
    { subject: 'Notice period', text: 'The review page says three months\' notice, our contract says one. Which of the two holds for the {new}?' },
    { subject: 'Branch sold, contract to be split', text: '{company} has sold one branch. Its part has to go to the buyer at the end of the quarter. How do we do that without paying twice?' },
  ],
  portal_defect: [
    { subject: 'Page spins for ever', text: 'Configure for the {new}: I press continue and it spins. Three browsers, two computers. Yesterday it worked up to the review page.' },
    { subject: 'Total is wrong', text: 'The total on the review page is not the sum of the lines. It is the double of the first one. I would rather not order like that.' },
    { subject: 'Logged out at the last step', text: 'Each time I press pay I am sent to the sign-in page and the cart is empty. Four times now.' },
    { subject: 'Our second site is missing', text: 'The device at our second site is not on the list of subscriptions, though it says in the app that it is covered.' },
  ],
  customer_preference: [
    { subject: 'Would like to talk to someone', text: 'Nothing is wrong, I just do not order things for {price} without having spoken to a person. Can you call me in the morning?' },
    { subject: 'Same person as last time, please', text: 'We were looked after so well the last time that I would like to do it with the same person again.' },
    { subject: 'Please do it for us', text: 'I am the only one in the office this week and do not have the quiet for it. You know what we have. Please place it and send me what I have to sign.' },
  ],
  other: [
    { subject: 'Change of address first', text: 'Before we go on: we have moved. The {new} must not be sent to the old address, and I cannot change it here.' },
    { subject: 'Who is the owner of this account?', text: 'The person who signed for {company} has left. How do I become the one who may order?' },
  ],
};

/** How account managers answer. */
const ANSWERED: Record<Cause, readonly string[]> = {
  pricing_exception: ['I found the agreement from the spring: your price is in the order now. Could you look at the review page?', 'I can do something about the price if the term is three years. Shall I put it in so that you can see it?'],
  eligibility_unclear: ['Yes, you may. The end of the term is not a condition, the page says it badly. I have opened the option for you.', 'I have checked your serial number: you are entitled to it. Please go on from the options page.'],
  choice_of_services: ['For what you describe the cloud copy is enough. I have put it in and left the rest out; the review page shows it.', 'You need one of the two, not both. Shall we go through it together for five minutes?'],
  auto_renew_options: ['Auto-renew is off now for this one. You will hear from us 60 days before the end.', 'I have set the term to twelve months; the price of a year stays as it was.'],
  payment_method: ['Purchase order is switched on for you: the order goes on your account, and the page asks for no card any more.', 'The refusal came from our side and is mended. Your cart is as you left it.'],
  card_by_phone: ['I may not take a card number by phone, and would not want to: none is needed. The order goes on your account; I stay on the line while you place it.', 'Please open the page from another network, a phone will do: it puts the order on your account. The link is good for three days.'],
  quote_needed: ['The quote is on its way to you, with your tax number and both variants.', 'Here is the new quote, at the same price. It can be ordered from the review page without typing anything again.'],
  compatibility: ['It reads them over the network, and the old one can be switched off a week later. I have put the page with the details in the order.', 'Two units, 4 amps, and the two fast ports are in. It fits.'],
  return_question: ['I have moved the date to the end of next month. There is no charge.', 'A new label and a pick-up for Thursday are booked. I keep an eye on it.'],
  contract_terms: ['The clause for hospitals is in the order; your lawyers can compare it with the last one.', 'One month holds, as in your contract. The page will be corrected.'],
  portal_defect: ['The fault was ours and is mended. You are back where you were, with everything that you had entered.', 'The total reads right now. It was shown wrongly, never charged.'],
  customer_preference: ['Happy to. I call you tomorrow at nine, and we do it together on your screen.', 'I have prepared all of it: please look at the review page, and press the button if you like what you see.'],
  other: ['The address is changed. The order goes to the new one.', 'I have sent the form to your new colleague; it takes two minutes.'],
};

/** What they write first, before they know. */
const GREETED: readonly string[] = [
  'Hello, I have your order in front of me and look into it now. You hear from me within the hour.', 'Thank you for calling us in. Nothing that you entered is lost; I am on it.', 'Good question. Let me check with our product people, and I come back to you today.',
  'I see where it stopped. Give me a moment, and please leave the page as it is.', 'Hello, your account team here: may I ask how many people work with it today?', 'I have read your note. One thing before I change anything: is it to start at once, or with the new term?',
  'I have tried it myself and see the same as you. Looking for the reason now.', 'Can I reach you by phone this afternoon? It takes three minutes. If not, write here.',
];

/** What colleagues write for each other. */
const NOTED: readonly string[] = [
  'Spoke to them, friendly, in a hurry. Decides alone up to five thousand.', 'Third customer this week who is stuck at the same place.', 'Their purchasing needs paper. Everything else is clear.',
  'Do not offer more than ten per cent, they will ask again next year.', 'They compare with another maker but want to stay.', 'Device is at the branch, not at head office: check the address before shipping.',
  'Asked our product people, answer expected by tomorrow.', 'Customer is only in the office in the mornings.', 'Same question came by phone on Monday, I told them the same.',
];

/** Why somebody gives an item back. */
const GIVEN_BACK: readonly string[] = ['In meetings for the rest of the day.', 'Needs somebody who speaks their language.', 'I know the buyer privately.', 'Contract question, better with the owner of the account.'];

const ASKED_AGAIN: readonly string[] = [
  'It is still the same on my screen, I am afraid.', 'Thank you, but now it stops one page later.', 'We got further, and then it asked for the same thing again.', 'Purchasing came back with another question, can we talk once more?',
];

const fill = (text: string, blanks: Blanks): string => text.replace(/\{(company|old|new|price)\}/g, (_, name: string) => blanks[name as keyof Blanks]);

export const askedFor = (random: Random, cause: Cause, blanks: Blanks): Asked => {
  const { subject, text } = random.pick(ASKED[cause]);
  return { subject, text: fill(text, blanks) };
};
export const answerTo = (random: Random, cause: Cause): string => random.pick(ANSWERED[cause]);
export const greeting = (random: Random): string => random.pick(GREETED);
export const noteOf = (random: Random): string => random.pick(NOTED);
export const reasonToGiveBack = (random: Random): string => random.pick(GIVEN_BACK);
export const askedAgain = (random: Random): string => random.pick(ASKED_AGAIN);
