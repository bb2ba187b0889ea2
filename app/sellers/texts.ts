/** What a seller reads who comes back from the payment provider. Sellers are written to in English. */
export const TEXTS = {
  title: "You are back at the shop",
  read: "The payment provider was asked what it knows of your account by now. Whoever runs the shop sees what is still missing and tells you.",
  close: "You can close this page.",
} as const;
