import type { RestrictionReason, WantedKind } from "../../../sellers/wanted.ts";

/** What a seller is written about their account at the payment provider, beside what all messages say. */
export const en = {
  subject: "Your account at the payment provider needs you",
  text: "Without what is listed here the payment provider may stop paying you, and your goods would no longer be for sale.",
  /** The same of an account that is restricted already. */
  textRestricted:
    "Until the payment provider has what is listed here, it may not pay you, and your goods may not be for sale.",
  wanted: "The payment provider asks for",
  restricted: "The account is restricted",
  until: (what: string, time: string) => `${what}, by ${time}`,
  overdue: (what: string) => `${what}, overdue`,
  where: "Answer it at the payment provider, or ask whoever runs the shop for a link to it. No link is sent by e-mail.",
  footer: (shop: string) => `You receive this message because you sell at ${shop}.`,
  testTitle: "Test mode",
  testText: "This shop takes no real money.",
  /** What no kind names, by the provider's own word. */
  question: (what: string) => `Another question: ${what}`,
  kinds: {
    identity: "Who you are",
    document: "A document that proves who you are",
    bank_account: "A bank account for your money, or a proof of it",
    id_number: "A tax or identity number",
    address: "An address",
    birth: "A date of birth",
    name: "A name",
    contact: "An e-mail address or a phone number",
    company: "Details of your business",
    people: "Who owns, runs or represents your business",
    terms: "Your agreement to the provider’s terms",
  } satisfies Record<WantedKind, string>,
  reasons: {
    overdue: "Something that was asked for is overdue.",
    checking: "Your answers are still being checked.",
    answers: "Answers are missing.",
    rejected: "The account was rejected.",
    gone: "The account is no longer connected with this shop.",
    other: "The payment provider gives no reason that could be said here.",
  } satisfies Record<RestrictionReason, string>,
};
export type AccountTexts = typeof en;
