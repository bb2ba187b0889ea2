/** The cards of the stand-in's payment sheet. What each does is decided by the sandbox bank, from the token's name. */
export const TEST_CARDS = [
  { token: "tok_sandbox_ok", label: "Card that works", note: "Paid at once." },
  { token: "tok_sandbox_declined", label: "Card that is declined", note: "Not enough money on it." },
  { token: "tok_sandbox_3ds", label: "Card to confirm (3-D Secure)", note: "The bank asks the buyer first." },
  { token: "tok_sandbox_timeout_captured", label: "Reply lost, money taken", note: "The shop learns of it later." },
  { token: "tok_sandbox_timeout_lost", label: "Request never arrives", note: "The shop cannot know at first." },
  {
    token: "tok_sandbox_disputed",
    label: "Payment that is disputed",
    note: "The bank takes it back five seconds later.",
  },
  {
    token: "tok_sandbox_inquiry",
    label: "Payment that the bank asks about",
    note: "Five seconds later; no money moves.",
  },
  {
    token: "tok_sandbox_fraud_warning",
    label: "Card reported as stolen",
    note: "A warning follows; the goods are held.",
  },
  { token: "tok_sandbox_refund_later", label: "Refund that takes a while", note: "Pending for five seconds." },
  {
    token: "tok_sandbox_refund_fails",
    label: "Refund that comes back",
    note: "Given, and returned by the bank five seconds later.",
  },
  {
    token: "tok_sandbox_refund_refused_once",
    label: "Refund that is refused at first",
    note: "The shop asks again by itself.",
  },
  { token: "tok_sandbox_slow", label: "Slow bank", note: "It answers after three seconds." },
  { token: "tok_sandbox_expired", label: "Token whose time is over", note: "Refused." },
  { token: "tok_sandbox_spent", label: "Token that has paid before", note: "Refused." },
  { token: "tok_sandbox_revoked", label: "Token that was taken back", note: "Refused." },
  { token: "tok_sandbox_over_limit", label: "Token for a smaller sum", note: "Refused." },
  { token: "tok_sandbox_wrong_currency", label: "Token in another currency", note: "Refused." },
  { token: "tok_sandbox_wrong_merchant", label: "Token of another merchant", note: "Refused as one unknown." },
] as const;
export type TestCard = (typeof TEST_CARDS)[number]["token"];

/** A token for one press of the button, as a host gets a new one each time: the bank knows the card by the beginning. */
export const freshToken = (card: TestCard, chance: string): string => `${card}_${chance}`;
