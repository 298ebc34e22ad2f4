/** Revenue coding: the list, one coding, its correction, and trying a case. */
export const coding = {
  coding: {
    title: 'Revenue coding', one: 'Coding', flags: 'To look at', coded: 'Coded', reviewed: 'Looked at', reason: 'Reason', note: 'Note', line_left: 'left the books', line_before: '%{name} × %{quantity}, before', line_after: '%{name} × %{quantity}, after', confirm: 'It is right', confirm_hint: 'Somebody looked, and it stays as it is', confirmed: 'Confirmed: it stays as it is',
    tab: { mine: 'Mine to review', review: 'To review', proposed: 'Waiting for a second person', corrected: 'Corrected', imported: 'Imported', all: 'All' },
    column: { account: 'Account', upgrade: 'Upgrade', kind: 'Kind', path: 'Path', status: 'Status', legs: 'Legs', delta: 'Change', flags: 'Flags', flag: 'Flag', effective: 'Effective', coded: 'Coded', origin: 'Origin', rule: 'Rule', month: 'Month', posted: 'Posted to', manager: 'Account manager' },
    empty: { title: 'No coding here', hint: 'Codings are made when orders are placed, lines lapse and files come in. What somebody should look at waits under “To review”.' },
    keys: { move: 'move', open: 'open', select: 'select', all: 'all keys' },
    legs: { title: 'In the books', reversed: 'Reversed: no longer in the books', as_imported: 'As imported', as_corrected: 'As corrected', by_coder: 'By the rules', agreed: 'As imported; the rules come to the same.', in_all: 'ARR change', from: 'from' },
    contract: { title: 'Path contract', expected: 'The path expects', computed: 'The lines say', kept: 'Kept', broken: 'Broken', or: ' or ', none: 'This path states no movement: there is nothing to break.', no_path: 'No path, so no contract.' },
    trace: { title: 'Why it is coded so', none: 'No rule applied yet.' },
    rule: {
      transfer: { out: 'Moves to another account', in: 'Comes from another account' }, imported: { cannot_stand: 'The file’s code cannot stand' },
      linked: { nothing_on_both_sides: 'Worth nothing before and after', trial_becomes_paid: 'A trial becomes paid: its lines count as added', worth_nothing_after: 'Worth nothing after: its lines count as removed', same_worth: 'Worth the same before and after', same_product: 'The same product: quantity and price', other_product: 'Another product: tier' },
      removed: { something_stays: 'Removed, and something stays', nothing_stays: 'Removed, and nothing stays' }, added: { to_what_is_there: 'Added to what is there', came_back: 'It came back', first_ever: 'The first revenue ever' }, worth_nothing: 'Lines worth nothing', fx: { revalued: 'What exchange rates did' }, nothing_to_code: 'Nothing to code',
    },
    entries: { title: 'Entries', none: 'Nothing was posted.', number: 'No.', movement: 'Movement', amount: 'Amount', what: 'Origin', reversal: 'Reversal', period: 'Posts to', posted: 'Posted', late: 'Its own month was closed: it stands in the earliest open one' },
    corrections: { title: 'Corrections', none: 'It was never corrected.', weight: 'moves %{amount}', applied: 'Decided by %{name}', approved: 'Agreed by %{name}', rejected: 'Refused by %{name}', waiting: 'Waits for %{name}' },
    pair: { title: 'Perhaps one change', joined: 'Coded together with', other: 'The other coding', on: 'effective', hint: 'A line left in one and came in the other, and nothing links the two.' },
    join: { action: 'Join the two', title: 'Code both as one change', as_one: 'As one change', effect: 'The line that came takes the place of the one that left, on the day on which it came.', effect_books: 'Both codings are reversed in the books and entered as one change; the sum stays the same.', effect_second: 'Where the correction is large, or raises gain or lowers loss, a second person has to agree first.', note_hint: 'How you know that they belong together.', done: 'Joined: coded as one change' },
    proposal: { title: '%{name} wants to correct it:', joins: '%{name} wants to join it with another:', own: 'Somebody else has to decide what you proposed.', yours: 'It waits for you, or another admin.', waits: 'An admin decides.' },
    decide: {
      approve: 'Agree', reject: 'Refuse', withdraw: 'Take it back', note: 'Your note', note_hint: 'Stands beside the correction for good.', approve_title: 'Agree to what %{name} proposed', reject_title: 'Refuse what %{name} proposed', approve_effect: 'The entries are reversed and entered anew as proposed.', reject_effect: 'The coding goes back to how it was; nothing is posted.',
      approve_done: 'Agreed: the books are corrected', reject_done: 'Refused: the coding stays as it was', books_go_on: 'As the books stand now.',
    },
    correct: {
      action: 'Correct', title: 'Correct the coding · %{name}', leg: 'Leg %{position}', remove_leg: 'Remove leg %{position}', movement: 'Movement', driver: 'Driver', amount: 'Amount', lines: 'Lines', no_lines: 'none', split: 'Add a leg', day_hint: 'The same for all legs.', note_hint: 'What was wrong, and how you know. Stands beside the books for good.',
      left: '%{amount} left to distribute', balanced: 'Nothing left to distribute', unreadable: 'An amount cannot be read', total: 'of %{amount} in all', unchanged: 'These are the legs in the books already.', save: 'Correct', propose: 'Propose', done: 'Corrected', waits: 'Proposed: it waits for a second person',
      fault: { amount: 'An amount such as 300 or −1,200.50.', day: 'A day is needed.' },
    },
    preview: { title: 'What it does to the books', incomplete: 'Once the legs are complete, what they do to the books shows here.', unchanged: 'Change a leg or the day, and what that does to the books shows here.', posts: 'Posts to %{month}.', posts_late: '%{own} is closed: it posts to %{month}.', second: 'A second person has to agree', alone: 'You decide this alone' },
    bridge: { opening: 'Opening ARR', closing: 'Closing ARR', closed: 'closed', now: 'Now', will: 'Then', difference: 'Difference', same: 'Nothing changes.', both: 'As reported and as corrected', corrected: 'As corrected', reported: 'As reported' },
    many: {
      action: 'Correct together', title: 'Correct %{smart_count} coding |||| Correct %{smart_count} codings together', submit: 'Correct %{smart_count} |||| Correct %{smart_count}', what: 'What to change', code: 'Movement and driver of the main leg', day: 'Effective day', note_hint: 'The same for all of them. What was wrong, and how you know.', nothing: 'Nothing changes: they are coded so already.', not_yet: 'Once every row can take part, what it does to the books shows here.',
      locked: 'These cannot be corrected by you now', faulty: 'These cannot be coded so', refused: 'Nothing was changed, because of', leave_out: 'Go on without it |||| Go on without these %{smart_count}', waits: '%{smart_count} of %{of} waits for a second person |||| %{smart_count} of %{of} wait for a second person', alone: 'You decide these alone', running: 'Correcting them, all or none', progress: '%{done} of %{of}', done: '%{applied} corrected, %{proposed} waiting for a second person, %{unchanged} left as they are',
    },
    try: {
      action: 'Try a case', title: 'Try a case', case: 'The case', hint: 'The coder itself, on a case of your own. Nothing is saved.', examples: 'Start from', kind: 'Kind', effective: 'Effective', other_arr: 'Other ARR of the account', other_arr_hint: 'In the books besides these lines', last_ended: 'Last day with any ARR', last_ended_hint: 'Empty: never any', contract: 'The path expects', contract_none: 'no contract', rates: 'Rates', rate: '1 %{currency} in %{reporting}',
      before: 'Lines before', after: 'Lines after', add_before: 'Add a line before', add_after: 'Add a line after', none_before: 'No line before.', none_after: 'No line after.', line: 'Line', product: 'Product', quantity: 'Quantity', unit_price: 'Unit price a year', currency: 'Currency', booked: 'Booked value', booked_hint: 'Empty: at today’s rate', replaces: 'In place of', replaces_none: 'nothing: added', remove: 'Remove line %{name}',
      answer: 'How it is coded', delta: 'ARR change', flags: 'Flags', no_flags: 'None: it would be coded by rule, and nobody has to look.', copy: 'Copy as JSON', copied: 'Copied: send it to POST /api/codings/evaluate', incomplete: 'Fill in what is missing, and it is coded here.',
      fault: { quantity: 'A whole number from 1.', amount: 'An amount such as 1,200 or 1200.50.', line: 'A name of its own.', needed: 'This is needed.' },
      example: { renewal: 'A flat renewal', price: 'A renewal at a higher price', seats: 'More seats', tier: 'A larger array', unlinked: 'A renewal that nothing links', currency: 'A renewal in euros', refresh: 'A refresh at another price', back: 'Somebody comes back' },
    },
    foreseen: { title: 'Would be coded', contract: 'against its contract', why: 'Why', hint: 'By the rules of the books, on the lines as they are now.' },
    of_upgrade: { title: 'Revenue coding', open: 'Open the coding', none: 'It is coded when it is placed.', none_placed: 'It is not in the books.' },
    of_account: { title: 'Revenue coding', none: 'Nothing of this account was coded yet.' },
    desk: { review: 'Codings to review', review_mine: 'Your codings to review', proposed_mine: 'Your corrections waiting for a second person', proposed: 'Corrections waiting for your decision', open: 'Open', none_review: 'No coding waits for review.' },
  },
};
