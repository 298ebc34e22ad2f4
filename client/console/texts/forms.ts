/** What is wrong with a field, in every form in the same words. */
export const faults = {
  required: 'This is needed.', email: 'This is not an e-mail address.', number: 'This is not a number.', minLength: 'At least %{min} characters.', maxLength: 'At most %{max} characters.', minValue: 'At least %{min}.', maxValue: 'At most %{max}.',
};

/** What every form says. */
export const forms = {
  forms: {
    saved: 'Saved', deleted: 'Deleted', delete: 'Delete', edit: 'Edit', add: 'Add', optional: 'optional', not_now: 'Not now', effects: 'What will happen', required: faults.required,
    conflict: { title: 'Changed by somebody meanwhile', field: 'Field', theirs: 'As it is now', mine: 'As you want it', same: 'the same', take_theirs: 'Take theirs', apply_mine: 'Apply mine again' },
    delete_title: 'Delete %{name}?', delete_hint: 'This cannot be taken back. What was done with it stays in the audit log.',
  },
};
