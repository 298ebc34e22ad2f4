/** The page after sign-in. */
export const desk = {
  desk: {
    claimed: 'In your hands', paused: 'Set aside', handed_back: 'Handed back, waiting for the customer', goes_back: 'goes back', until: 'until', nothing_claimed: 'Nothing is in your hands', queue_empty: 'The queue is empty. Log a call, or wait for the next one.', take_one: '%{count} wait. Take the next one: it is the one that presses most.',
    queue: 'The queue', open_queue: 'Open', waiting: 'waiting', late_unheld: 'Late, and nobody on it', exceptions: 'Price exceptions waiting for an admin', exceptions_deciding: 'Price exceptions waiting for your decision', no_exceptions: 'No price exception waits.', no_exceptions_hint: 'They come here when somebody grants more than the policy allows.',
  },
};
