export function TermsText() {
  return (
    <>
      <p>
        These terms apply when you buy from a seller in this shop, whether you pay in ChatGPT or on our checkout page.
        Your contract is with the seller who is named in the checkout and on the receipt.
      </p>
      <h2>How a purchase comes about</h2>
      <p>
        The checkout shows what you buy, what it costs with delivery and tax, and where it goes. You order by paying.
        The contract exists as soon as the payment is made and you see the order&rsquo;s number; the order&rsquo;s page
        is your confirmation.
      </p>
      <h2>Prices</h2>
      <p>
        Prices are those of the seller&rsquo;s catalogue at the time the checkout is prepared, and they are kept for six
        hours. What a chat says about a price is not an offer; the total in the checkout is.
      </p>
      <h2>Payment</h2>
      <p>
        A checkout is paid once. If more than one payment arrives for it, whatever the reason, we give the others back
        without being asked. Your card&rsquo;s number goes to the payment service and never to us or to the chat.
      </p>
      <h2>If something is missing or broken</h2>
      <p>
        The rights that the law gives you apply, and nothing on this page takes any of them away. Emit us your
        order&rsquo;s number and what is wrong; see also{" "}
        <a href="/policies/returns" className="link">
          returns
        </a>
        .
      </p>
    </>
  );
}
