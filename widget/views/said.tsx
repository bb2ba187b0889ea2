import { Fragment } from "react";

type Props = { readonly text: string } & Readonly<Record<string, string>>;

/** A sentence with its values, each of which keeps its own direction: names and amounts may be in another script. */
export function Said({ text, ...values }: Props) {
  return text
    .split(/(\{\w+\})/)
    .map((part, index) => (
      <Fragment key={index}>{part.startsWith("{") ? <bdi>{values[part.slice(1, -1)] ?? part}</bdi> : part}</Fragment>
    ));
}
