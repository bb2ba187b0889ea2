"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const EVERY_MS = 2000;
const MAX_LOOKS = 30;

/** Asks the server again while an answer is open, for a minute at most; the link does the same by hand and without JavaScript. */
export function LookAgain({ href, text }: { readonly href: string; readonly text: string }) {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (looks >= MAX_LOOKS) return;
    const timer = setTimeout(() => {
      router.refresh();
      setLooks(looks + 1);
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [looks, router]);
  return (
    <a href={href} className="button button-quiet self-start">
      {text}
    </a>
  );
}
