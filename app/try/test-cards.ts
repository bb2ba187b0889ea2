/** The cards of the stand-in's payment sheet. What each does is decided by the sandbox bank, from the token's name. */
export const TEST_CARDS = [
  { token: "tok_sandbox_ok", digits: "4242", label: "Card that works", note: "The bank pays at once." },
  { token: "tok_sandbox_declined", digits: "0002", label: "Card that is declined", note: "Not enough money on it." },
  {
    token: "tok_sandbox_3ds",
    digits: "3155",
    label: "Card that the buyer must confirm (3-D Secure)",
    note: "The bank wants to hear from the buyer first.",
  },
  {
    token: "tok_sandbox_timeout_captured",
    digits: "0101",
    label: "The reply gets lost after the money was taken",
    note: "Paid at the bank; the shop does not hear of it at first.",
  },
  {
    token: "tok_sandbox_timeout_lost",
    digits: "0119",
    label: "The request never arrives at the bank",
    note: "Nothing is taken; the shop cannot know that at first.",
  },
  { token: "tok_sandbox_slow", digits: "0200", label: "Slow bank", note: "It answers after three seconds." },
] as const;
export type TestCard = (typeof TEST_CARDS)[number]["token"];

/** A token for one press of the button, as a host gets a new one each time: the bank knows the card by the beginning. */
export const freshToken = (card: TestCard, chance: string): string => `${card}_${chance}`;
