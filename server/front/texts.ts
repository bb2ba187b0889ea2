/** What the front door says by itself, by status: a heading, and what to do. Pages say it in their languages: refusals. */
export const REFUSALS = {
  400: { title: "Bad request", text: "This address or request cannot be read. Go back and try the link again." },
  403: { title: "Not from here", text: "This form was sent from another site. Open the page here and send it again." },
  404: { title: "Not found", text: "There is no page at this address." },
  405: { title: "Method not allowed", text: "This address does not take requests of this kind." },
  408: { title: "Too slow", text: "The request took too long to arrive. Go back and try again." },
  413: { title: "Too large", text: "What was sent is too long for this address." },
  414: { title: "Address too long", text: "The address is too long. Go back and try the link again." },
  429: {
    title: "Too many requests",
    text: "There were too many requests in a short time. Wait a moment and try again.",
  },
  431: { title: "Headers too large", text: "The request's headers are too long. Deleting this site's cookies helps." },
  500: {
    title: "Something went wrong",
    text: "The shop could not answer. Try again in a moment: nothing is charged twice.",
  },
  501: { title: "Not understood", text: "The request is encoded in a way that this shop does not read." },
  503: { title: "Not ready", text: "The shop is just starting or stopping. Try again in a moment." },
  505: { title: "Version not supported", text: "This shop answers HTTP/1.1." },
} as const;

export type RefusalStatus = keyof typeof REFUSALS;

export const TO_THE_SHOP = "To the shop";

/** The same for programs, with how long to wait. */
export const TOO_MANY = (seconds: number): string =>
  `Too many requests in a short time. Wait ${seconds === 1 ? "1 second" : `${seconds} seconds`} and try again.`;
