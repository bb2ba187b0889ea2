import type { ReactNode } from "react";
import type { Policy } from "../../components/policies.ts";

/** How long something is kept or open, written for the reader, such as "6 hours". */
export type PrivacyTimes = Readonly<
  Record<
    "checkoutOpen" | "browserCookie" | "platformAnswers" | "unpaidDetails" | "orderDetails" | "history" | "remembered",
    string
  >
>;

const privacy = (times: PrivacyTimes): ReactNode => (
  <>
    <p>This page explains what we learn about you when you buy here, why, and how long we keep it.</p>
    <h2>What we receive</h2>
    <ul>
      <li>From the chat: the items you want to buy and, if you gave it there, the delivery address.</li>
      <li>
        From ChatGPT: an anonymous code for your account, your language and your country, so that we offer a way to pay
        that works for you. It does not tell us who you are.
      </li>
      <li>
        From you on the checkout page: name, e-mail address, delivery address and, if you like, a phone number, and a
        company’s VAT number, which may be looked up in the European Union’s register (VIES).
      </li>
      <li>From the payment service: whether you paid, and how much. Never your card’s number.</li>
    </ul>
    <h2>What we use it for</h2>
    <ul>
      <li>To fulfill your order: the seller and the carrier get what they need for that, and no more.</li>
      <li>To keep accounts, as the law requires.</li>
      <li>To find out which way to pay works better. For this we count purchases; we do not look at people.</li>
    </ul>
    <p>
      We do not sell data and we show no advertisements. The checkout page sets one cookie when you type your details
      there, for {times.browserCookie}: by it we know that it is you who comes back to them. If you choose a language on
      one of our pages, a second cookie keeps that choice for a year, and nothing else.
    </p>
    <h2>Who sees it on our pages</h2>
    <p>
      The checkout and the order’s page open for whoever has their link. In full they show what you typed only to the
      browser in which you typed it, as long as it has the cookie. To any other browser they show the first letter of
      your name, your country, and the first letter and the part after the @ of your e-mail address. An address that you
      gave in the chat, or that a platform sent us, is shown in this way in every browser, with its city. What you
      bought and what it cost is shown to whoever has the link.
    </p>
    <h2>What the chat learns</h2>
    <p>
      The order’s number and a link to it, its state and shipments, what was bought and what it cost. What you type on
      the checkout page stays with us: the chat learns that there is a delivery address, and the country. An address
      that you gave in the chat can be read there until the checkout is closed, and in the answer to the payment.
    </p>
    <h2>How long we keep it</h2>
    <p>
      A checkout that is not paid closes after {times.checkoutOpen}; {times.unpaidDetails} later name, address, e-mail
      address, phone number and the code for your account are erased from it. Our answers to a platform that shops for
      you are kept for at least {times.platformAnswers}, so that a repeated request is not done twice. With an order
      your details are kept for {times.orderDetails} after it was paid, because tax law requires it; then what was
      bought, when, for how much and the country is all that is left. What the payment service reported, the way back to
      your chat, and the code for your account in what we count are erased after {times.history}.
    </p>
    <p>
      If you ask us to remember your details for your next order, we keep name, address, e-mail address and phone number
      with the code for your account, for this seller alone, until {times.remembered} after you last used them. They are
      filled in when you buy here again from the same ChatGPT account, and not shown to ChatGPT. You can have them
      forgotten at any time, with one click beside them.
    </p>
    <h2>What you can ask for</h2>
    <p>
      You may ask at any time what data we have about you, and have it corrected or erased. Erased early are your
      details in checkouts and orders, in our records of shipments and refunds, and in the answers kept for platforms.
      An order keeps its number, dates, items, amounts and the country, and is no longer found by your e-mail address.
      While a payment or a refund is under way, we erase as soon as it is settled. The payment service keeps records of
      its own; ask us to have them erased there too.
    </p>
  </>
);

const returns: ReactNode = (
  <>
    <p>
      You can return items within 30 days after they arrive, unused and complete, without giving a reason. Where the law
      of your country gives you more, that applies.
    </p>
    <h2>How to return something</h2>
    <ul>
      <li>
        Contact the seller with your order’s number, such as T-7F3K-92QD. The contact details that the seller gives are
        on your order’s page.
      </li>
      <li>Send the parcel within 14 days and keep the proof of postage.</li>
      <li>You pay for the return, unless the item is broken or not what you ordered.</li>
    </ul>
    <h2>Your money</h2>
    <p>
      It goes back to the card that was charged, within 14 days after the parcel has arrived. The order’s page shows the
      refund. For a whole order the cheapest delivery is refunded too.
    </p>
    <h2>What cannot be returned</h2>
    <ul>
      <li>Items made to your measure, food that spoils, and sealed goods for health or hygiene once opened.</li>
      <li>Downloads, as soon as you have opened them.</li>
    </ul>
    <h2>Before it is sent</h2>
    <p>An order that has not left yet can be canceled free of charge. Contact the seller in the same way.</p>
  </>
);

const terms = (link: (policy: Policy, text: string) => ReactNode): ReactNode => (
  <>
    <p>
      These terms apply when you buy from a seller in this shop, whether you pay in ChatGPT or on our checkout page.
      Your contract is with the seller who is named in the checkout and on the receipt.
    </p>
    <h2>How a purchase is made</h2>
    <p>
      The checkout shows what you buy, what it costs with delivery and tax, and where it goes. You order by paying. The
      contract exists as soon as the payment is made and you see the order’s number; the order’s page is your
      confirmation.
    </p>
    <h2>Prices</h2>
    <p>
      Prices are those of the seller’s catalogue at the time the checkout is prepared, and they are kept for six hours.
      What a chat says about a price is not an offer; the total in the checkout is.
    </p>
    <h2>Payment</h2>
    <p>
      A checkout is paid once. If more than one payment arrives for it, whatever the reason, we refund the others
      without being asked. Your card’s number goes to the payment service and never to us or to the chat.
    </p>
    <h2>If something is missing or broken</h2>
    <p>
      The rights that the law gives you apply, and nothing on this page takes any of them away. Contact the seller with
      your order’s number and say what is wrong; see also {link("returns", "returns")}.
    </p>
  </>
);

/** The policies in English: example texts. Shipping is written from the merchant's own table. */
export const en = { terms, privacy, returns };
export type PolicyTexts = typeof en;
