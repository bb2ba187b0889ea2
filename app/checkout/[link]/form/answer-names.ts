/** The parameter of a page's address that asks for the answer in the cookie. */
export const ANSWER_PARAMETER = "answer";

/** The id of the list of what is wrong in a form. */
export const PROBLEMS = "problems";

/** `__Secure-` keeps pages without https from setting it; `__Host-` would be sent with every other checkout as well. */
export const answerCookieName = (isHttps: boolean) => (isHttps ? "__Secure-checkout-answer" : "checkout-answer");
