/** The page looks again while an answer is open (public/checkout.js); the link does the same by hand and without JavaScript. */
export function LookAgain({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a href={href} className="button button-quiet self-start" data-look-again>
      {text}
    </a>
  );
}
