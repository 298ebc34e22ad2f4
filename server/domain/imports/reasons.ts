/** Why a row of a file is left out, as a code that does not change: people filter by it, programs read it. */
export const REASONS = {
  missing_value: 'A value that is needed is empty',
  bad_date: 'Not a date that exists, written YYYY-MM-DD',
  bad_time: 'Not a time that exists, written YYYY-MM-DD HH:MM',
  bad_number: 'Not a number that can be kept here',
  bad_flag: 'Neither yes nor no',
  bad_word: 'Not one of the words that can stand here',
  bad_text: 'Holds characters that are no text',
  too_long: 'Too long',
  spreadsheet_number: 'A number that a spreadsheet has shortened: the digits are lost',
  card_number: 'Holds a payment card number or its security code',
  row_length: 'More or fewer cells than the header has columns',
  bad_quote: 'A quotation mark stands where none can',
  duplicate_key: 'The same key stands on an earlier line of the file',
  unknown_account: 'No account has this key',
  unknown_product: 'No product has this code or name',
  unknown_region: 'No region is known for it',
  unknown_manager: 'No active account manager has this e-mail address',
  unknown_device: 'This account has no device with this serial number',
  unknown_root_cause: 'Not one of the root causes',
  missing_rate: 'The books have no exchange rate for that day',
  ends_before_start: 'It ends before it begins',
  in_future: 'It lies in the future',
  other_account: 'The key belongs to another account here',
  changed_by_upgrade: 'An upgrade placed here has changed this line since',
  open_here: 'It is open on the desk: close it there',
  unknown_path: 'No upgrade path has this code or name',
  unknown_subscription: 'This account has no subscription with this key',
  unknown_line: 'It replaces a line that the upgrade does not have',
  duplicate_line: 'The upgrade has a line of this name already',
  too_many_lines: 'One upgrade has more lines than can be kept',
  conflicting_value: 'Another line of the same upgrade says something else',
  contradiction: 'Its kind, status, step and times cannot all be so',
  not_in_books: 'The line that a draft is about does not count in the books any more',
  other_upgrade: 'Another upgrade has opened or closed this subscription',
  worked_here: 'Somebody has worked on it here: it is not a file’s to change any more',
  other_line: 'Another line of the same upgrade is at fault',
  unknown_return: 'No return is known by this id, tracking number or serial number',
  tells_nothing: 'A carrier’s status that tells nothing which a return records',
  changed_meanwhile: 'Somebody changed the record after the dry run',
} as const;

export type ReasonCode = keyof typeof REASONS;

/** What is wrong with a row whatever its columns mean: told at upload, and kept by every dry run. */
export const FILE_FAULTS: readonly ReasonCode[] = ['row_length', 'bad_quote', 'card_number'];

/** `line`: which line of the file is at fault, where several make up one record. */
export type Fault = { reason: ReasonCode; detail: string; line?: number };
