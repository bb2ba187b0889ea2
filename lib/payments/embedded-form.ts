import type { Unknown } from "./failure.ts";

/** A provider's payment form, for a page of ours to show inside it. */
export type EmbeddedForm = {
  /** Names the script that shows it; `app/checkout/[link]/pay/embedded-forms.ts` has one for each kind. */
  readonly kind: string;
  /** Read by that script alone, in the buyer's browser: nothing secret is in it. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the form may load and call, as sources of a content security policy. */
  readonly sources: {
    readonly script: readonly string[];
    readonly frame: readonly string[];
    readonly connect: readonly string[];
  };
};

export type EmbeddedFormOutcome =
  | { readonly kind: "form"; readonly form: EmbeddedForm }
  /** The service shows the form on a page of its own, or the attempt has none. */
  | { readonly kind: "none" }
  | Unknown;
