import type { Meaning } from '../server/domain/words.ts';

/** The statements as shipped, one a meaning: admins write newer editions over them. */
export const STATEMENTS: Record<Meaning, { title: string; text: string }> = {
  returned: {
    title: 'The device was sent back',
    text: 'I state that each device named below was handed over to the carrier with the label that was provided for it, complete with its storage media, and that I am authorised to say so for the company that held it.',
  },
  wiped: {
    title: 'The data were removed',
    text: 'I state that all data on each device named below were sanitised by the method, technique and tool stated with it, following NIST SP 800-88 in the revision stated, that the result was verified as stated, and that I am authorised to say so for the company that held it.',
  },
  destroyed: {
    title: 'The device was destroyed',
    text: 'I state that each device named below, with all of its storage media, was physically destroyed on our premises by the technique stated with it, following NIST SP 800-88 in the revision stated, that none of it can be put to use again, and that I am authorised to say so for the company that held it.',
  },
  kept: {
    title: 'The storage was kept',
    text: 'I state that the storage media of each device named below were taken out and stay with the company that held it, which is responsible for the data on them from now on, and that I am authorised to say so for that company.',
  },
};
