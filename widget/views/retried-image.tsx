import { useEffect, useState, type ImgHTMLAttributes, type ReactNode } from "react";

/** Seconds before each new try. A phone that was out of reach is often back by then. */
const RETRY_AFTER_S: readonly number[] = [3, 20];

type Props = ImgHTMLAttributes<HTMLImageElement> & {
  readonly alt: string;
  /** What is shown while there is no picture. */
  readonly fallback: ReactNode;
};

/**
 * A picture that is tried again when it does not load: the shop draws what cannot be had, so a failure is the
 * connection's, and passes. Give it a key of its address, so that another picture starts with all of its tries.
 */
export function RetriedImage({ fallback, alt, ...attributes }: Props) {
  const [tries, setTries] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const waitS = RETRY_AFTER_S[tries];
    if (!hasFailed || waitS === undefined) return;
    const wait = setTimeout(() => {
      setTries(tries + 1);
      setFailed(false);
    }, waitS * 1000);
    return () => clearTimeout(wait);
  }, [tries, hasFailed]);
  if (hasFailed) return fallback;
  // Asked for once the card is laid out, and before the address is known, or the browser asks at once.
  return <img loading="lazy" {...attributes} alt={alt} onError={() => setFailed(true)} />;
}
