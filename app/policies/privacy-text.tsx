export function PrivacyText() {
  return (
    <>
      <p>This page says what we learn about you when you buy here, what for, and how long we keep it.</p>
      <h2>What we receive</h2>
      <ul>
        <li>From the chat: the things you want to buy and, if you gave it there, the delivery address.</li>
        <li>
          From ChatGPT: an anonymous code for your account, your language and your country, so that we offer a way to
          pay that works for you. It does not tell us who you are.
        </li>
        <li>From you on the checkout page: name, e-mail address, delivery address and, if you like, a phone number.</li>
        <li>From the payment service: whether you paid, and how much. Never your card&rsquo;s number.</li>
      </ul>
      <h2>What we use it for</h2>
      <ul>
        <li>To carry out your order: the seller and the carrier get what they need for that, and no more.</li>
        <li>To keep books, as the law demands.</li>
        <li>To find out which way to pay works better. For this we count purchases; we do not look at people.</li>
      </ul>
      <p>We do not sell data, we show no advertisements, and these pages set no cookies.</p>
      <h2>What the chat learns</h2>
      <p>
        The order&rsquo;s number, its state, what was bought and what it cost. Your e-mail address stays with us, and so
        does your delivery address unless you gave it in the chat yourself.
      </p>
      <h2>How long</h2>
      <p>
        A checkout that is not paid closes after six hours. Orders are kept as long as tax law demands. You may ask at
        any time what we hold about you, and have it corrected or, where the law allows it, deleted.
      </p>
    </>
  );
}
