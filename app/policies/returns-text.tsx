export function ReturnsText() {
  return (
    <>
      <p>
        You can send things back within 30 days after they arrive, unused and complete, without giving a reason. Where
        the law of your country gives you more, that applies.
      </p>
      <h2>How to return something</h2>
      <ul>
        <li>Emit the seller your order&rsquo;s number; it stands on the receipt and looks like T-7F3K-92QD.</li>
        <li>Send the parcel within 14 days and keep the proof of postage.</li>
        <li>The buyer pays for the way back, unless the thing is broken or not what was ordered.</li>
      </ul>
      <h2>Your money</h2>
      <p>
        It goes back to the card that was charged, within 14 days after the parcel has arrived. The order&rsquo;s page
        shows the refund. For a whole order the cheapest delivery is given back too.
      </p>
      <h2>What cannot be returned</h2>
      <ul>
        <li>Things made to your measure, food that spoils, and sealed goods for health or hygiene once opened.</li>
        <li>Downloads, as soon as you have opened them.</li>
      </ul>
      <h2>Before it is sent</h2>
      <p>An order that has not left yet can be canceled free of charge. Emit the seller its number.</p>
    </>
  );
}
