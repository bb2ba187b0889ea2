import type { ReactNode } from "react";
import { webAddress } from "../purchase/read-checkout.ts";

type Props = {
  readonly href: string;
  readonly className?: string;
  /** Opens the page through the host; false when the host cannot, and the browser then follows the link. */
  readonly onOpen: (url: string) => boolean;
  readonly children: ReactNode;
};

/** A link out of the frame. One that does not lead to a web page is shown as plain text. */
export function WebLink({ href, className, onOpen, children }: Props) {
  const address = webAddress(href);
  if (address === null) return <span className="quiet">{children}</span>;
  return (
    <a
      href={address}
      className={className}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        if (onOpen(address)) event.preventDefault();
      }}
    >
      {children}
    </a>
  );
}
