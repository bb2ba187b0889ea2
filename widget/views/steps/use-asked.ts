import { useState } from "react";

/** What the buyer asked for while it is being saved; null once it is answered, and then the checkout says what is so. */
export function useAsked<Value>(isBusy: boolean): readonly [Value | null, (value: Value) => void] {
  const [asked, setAsked] = useState<Value | null>(null);
  const [wasBusy, setWasBusy] = useState(isBusy);
  if (wasBusy !== isBusy) {
    setWasBusy(isBusy);
    // Answered: as the checkout now says, also where the shop refused.
    if (!isBusy) setAsked(null);
  }
  return [asked, (value) => setAsked(() => value)];
}
