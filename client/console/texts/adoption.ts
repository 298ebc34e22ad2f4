/** The self-serve rate. */
export const adoption = {
  adoption: {
    title: 'Adoption', menu: 'Adoption menu', controls: 'What to show', from: 'From', to: 'To', rate: 'Rate', interval: '95% interval', limits: 'Limits', maturity: 'Over', counted: 'Counted', of_all: 'Of', definition_of: 'Definition', none: 'No journeys in this window', none_hint: 'There is nothing to divide by. Choose other days, or take a filter away.',
    pages: { rate: 'The rate', funnel: 'Funnel', history: 'Cohorts and mix', goals: 'Goals', annotations: 'Annotations' },
    cut: { kind: 'Kind', segment: 'Segment', region: 'Region', family: 'Family', pathId: 'Path', managerId: 'Manager', newCustomer: 'Customers' },
    new_customer: { true: 'New: a customer for a year at most', false: 'Older' },
    grain: { day: 'Days', week: 'Weeks', month: 'Months' }, by: { day: 'day by day', week: 'week by week', month: 'month by month' }, period: { day: 'Day', week: 'Week from', month: 'Month' },
    dated: { flow: 'By its date', cohort: 'By start' }, dated_hint: { flow: 'Each journey counts on the day that the definition goes by', cohort: 'Each journey counts on the day on which it began; late ones are still open' },
    definition: { strict: 'Strict', order: 'Order', take_up: 'Take-up', containment: 'Containment', completion: 'Completion' },
    meaning: {
      strict: 'Of completed journeys: begun by the customer, never escalated, not touched from start to end. By completion.', order: 'Of placed orders, later cancelled ones too: not touched before the order. By placement.', take_up: 'Of placed orders: placed through the portal, touched or not. By placement.',
      containment: 'Of journeys that customers began: not escalated. By start.', completion: 'Of journeys that customers began: placed. By start.',
    },
    funnel: {
      title: 'Funnel', table: 'Journeys that customers began in this window, as they stand now', step: 'Step', reached: 'Reached', share: 'Of begun', left: 'Gave up', waiting: 'Still there', escalated: 'First call', handed_back: 'Handed back', time: 'To the next', minutes: '%{count} min', hours: '%{count} h', days: '%{count} d',
      sentence: 'Of %{begun} journeys that customers began, %{placed} were placed and %{completed} are completed.', worst: 'Most gave up at %{step}: %{left}.', hint: 'A step that a path leaves out counts as passed. First call: escalated there before anywhere else. To the next: the median, of the latest %{most} journeys.',
    },
    outlook: {
      title: 'Date to goal', no_date: 'Nobody can say when the goal will be met.', dates: 'As likely as not the goal is met by %{half}.', surer: 'With a chance of 80%: %{most}; of 95%: %{nearly}.', never: 'not within three years', probability: 'At the goal', middle: 'Middle', interval: '80 of 100', table: 'Months ahead', show: 'Show the months', hide: 'Hide the months',
      legend: 'Line: months that are over, since the last new baseline. Dashed, with its shade: the middle of what was simulated from them, and where 80 of 100 months would end.',
    },
    headline: {
      date: 'Date to goal', no_date: 'No date', date_hint: '80% by: %{most}',
      strict: 'Strict self-serve rate', none: 'Nothing was completed in this window', of: 'of', interval: '95% interval %{low} – %{high}', goal: 'Goal', goal_by: 'Goal, by %{day}', met: 'Met in this window', needed: '%{count} more journey |||| %{count} more journeys', verdict: 'As the process is',
      limits: 'Months stay between %{low} and %{high}', no_limits: 'Limits need eight months with journeys since the last change',
    },
    verdict: { above: 'Reliably above the goal', hit_or_miss: 'Hit or miss', below: 'Stays below unless the process changes', unknown: 'Cannot be said yet' },
    trend: {
      title: '%{definition} rate, %{by}.', controls: 'What the chart shows', by: 'Periods', dated: 'Dated', goal: 'Goal %{goal}', point: '%{rate} · %{numerator} of %{denominator}', table: 'The same in figures', rebaselined: 'limits are reckoned anew from here', one: 'There is one period with journeys, or none: nothing to compare yet.',
      rose: 'From %{from} to %{to} it rose from %{before} to %{after}.', fell: 'From %{from} to %{to} it fell from %{before} to %{after}.', stayed: 'From %{from} to %{to} it stayed at %{after}.',
      verdict: { above: 'As it is, the process meets the goal reliably.', hit_or_miss: 'As it is, the process meets the goal in some periods and misses it in others, by chance alone.', below: 'As it is, the process stays below the goal unless it changes.', unknown: 'There are too few periods to say what the process can do.' },
      legend: 'Line: the rate. Shaded: where it stays while the process is the same (p′-chart). Dashed: the goal. Dotted: an annotation. A click opens the journeys of a period.',
    },
    gap: {
      title: 'What stands between %{rate} and %{goal}', title_met: 'What would take it further: the goal of %{goal} is met', title_none: 'What holds the rate back', cause: 'Cause at step', escalations: 'Escalations', worth: 'Points', worth_hint: 'Points of the rate that closing this cause would bring, after what later steps would lose again', no_cause: 'No cause given', no_path: 'no path chosen yet', by_path: 'Paths apart', close: 'As if closed: %{cause}', closed: 'As if closed',
      more: 'Show %{count} more', fewer: 'Show fewer', tick_all: 'Tick all', tick_none: 'Tick none', tick: 'Tick causes to see the rate that would follow.', would: 'With the one ticked: %{rate} |||| With the %{count} ticked: %{rate}', joint: '(together %{joint} points, one by one %{singly}; later losses taken off).', reached: 'The goal would be met.', left: '%{count} more journey would still be needed. |||| %{count} more journeys would still be needed.',
      nothing: 'No completed journey was escalated', nothing_hint: 'Nothing that is recorded as a cause holds the rate back in this window.', beside: 'Not among the causes:', touched: 'touched without an escalation', by_staff: 'Begun by staff',
    },
    definitions: { title: 'One rate, five definitions', counted: 'Counted' },
    beside: { assistedThenSelfServed: 'Assisted, then self-served:', shadowTouches: 'Shadow touches that no customer saw:', automatic: 'Automatic renewals, in no figure:' },
    walk: {
      title: 'From begun to strict, on one cohort', hint: 'Journeys that customers began in this window, as they stand now. Each falls away once, at the first step that it fails.', step: 'Step', leave: 'Fall away', stay: 'Stay', share: 'Of begun', begun: 'Begun by customers', sums: 'All that fell away and those that stayed are the %{begun} that began from %{from} to %{to}.',
      placed: 'Placed', through_portal: 'Placed through the portal', untouched_order: 'Not touched before the order', completed: 'Completed', strict: 'Strict: nobody touched it to the end',
      without: { placed: 'given up, cancelled, or still open', through_portal: 'ordered for the customer by staff', untouched_order: 'helped on the way to the order', completed: 'cancelled, or still under way', strict: 'touched or escalated after the order' },
    },
    history: { title: 'Cohorts and mix' },
    cohorts: { title: 'By the month in which they began', began: 'Began in', begun: 'Journeys', over: 'Ended', completed: 'Completed', strict: 'Strict', rate: 'Strict of all' },
    mix: {
      title: 'What changed, group by group', by: 'Groups', before: 'Before', after: 'Now', mix: 'Mix', real: 'Real', change: 'Change', without: 'None', unknown: 'There is nothing to compare: no journey was completed in one of the two windows (before: %{from} to %{to}).',
      sentence: 'The rate went from %{before} to %{after}: %{change} points, of which %{mix} are another mix and %{real} a real change.', against: 'Against the window before, %{from} to %{to}. Points of all groups add up to the change.',
    },
    filter: { startedOn: 'Began', placedOn: 'Placed', completedOn: 'Completed', strict: 'Strict', automatic: 'Automatic', escalated: 'Escalated', untouchedOrder: 'Untouched order', helped: 'Assisted, then self-served', over: 'Ended', newCustomer: 'New customer', startedBy: 'Begun by', placedBy: 'Placed by', firstStep: 'First escalated at', handedBackStep: 'Handed back at', firstCause: 'First cause', true: 'Yes', false: 'No', customer: 'Customer', staff: 'Staff', system: 'The desk' },
    goals: { title: 'Goals', one: 'Goal', new: 'New goal', target: 'Goal in percent', target_hint: 'Above 0, at most 100.', starts: 'Holds from', due: 'To be met by', due_hint: 'May be left empty.', note: 'Note', set_by: 'Set by', all: 'All', segment_hint: 'A segment’s own goal goes before that of all.', empty: 'No goal was set', empty_hint: 'Until one is, the goal is 90% for everybody.', delete_hint: 'Windows that it held for fall back to the goal before it.' },
    annotations: { title: 'Annotations', new: 'New annotation', day: 'Day', kind: 'Kind', text: 'What happened', rebaselines: 'New baseline', rebaselines_label: 'The process is another one from here on: reckon limits anew', added_by: 'Added by', empty: 'No annotations yet', empty_hint: 'A release, a new policy: what a reader of the rate should know.', delete_hint: 'Limits that were reckoned anew from it go back to the baseline before.' },
    annotation_kind: { release: 'Release', policy: 'Policy', campaign: 'Campaign', other: 'Other' },
  },
};
