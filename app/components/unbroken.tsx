import { Fragment } from "react";

/** An order's number, an ISO day or the word e-mail, with the marks around it. */
const NAME = /(\S*(?:\bT-[0-9A-Z]{4}-[0-9A-Z]{4}(?:-\d+)?|\b\d{4}-\d{2}-\d{2}|\b[Ee]-[Mm]ail)\S*)/;

/** Words in which no line ends at a hyphen of an order's number, of a day or of e-mail. */
export function Unbroken({ children }: { readonly children: string }) {
  return children.split(NAME).map((part, index) =>
    index % 2 === 0 ? (
      // The same part may be there twice.
      <Fragment key={`${index} ${part}`}>{part}</Fragment>
    ) : (
      <Whole key={`${index} ${part}`}>{part}</Whole>
    ),
  );
}

/** A command line that one click selects whole. A line ends between its words and not within an option, "--dry-" and "run". */
export function Command({ children }: { readonly children: string }) {
  return (
    <code className="block rounded-control bg-sunken px-3 py-2 font-mono text-caption select-all">
      {children
        .split(/( )/)
        .map((part, index) => (part === " " ? part : <Whole key={`${index} ${part}`}>{part}</Whole>))}
    </code>
  );
}

/** What is wider than the page by itself, as with large text, is broken all the same. */
const Whole = ({ children }: { readonly children: string }) => (
  <span className="inline-block max-w-full wrap-anywhere">{children}</span>
);
