/** What a buyer has typed of an address. `session` binds the questions of one address together, and is used for no other. */
export type CompletionContext = {
  /** ISO 3166-1 alpha-2: only addresses there are suggested. */
  readonly country: string;
  readonly session: string;
  /** A language tag, of the words around names that the country writes in several ways. */
  readonly language: string;
};

/** An address as one line. `id` is the service's, and means something to it alone. */
export type AddressSuggestion = { readonly id: string; readonly text: string };

/** The parts of an address as far as the service has them; empty: it has none. */
export type CompletedAddress = {
  readonly country: string;
  readonly lineOne: string;
  readonly lineTwo: string;
  readonly city: string;
  /** As the service writes it: a code or a name. */
  readonly region: string;
  readonly postalCode: string;
};

/** `why` is the service's word or the kind of the failure, for the operator; nothing that was typed is in it. */
type NoAnswer = { readonly kind: "unknown"; readonly why: string };
export type SuggestOutcome =
  { readonly kind: "suggested"; readonly suggestions: readonly AddressSuggestion[] } | NoAnswer;
export type ResolveOutcome =
  { readonly kind: "resolved"; readonly address: CompletedAddress } | { readonly kind: "not_found" } | NoAnswer;

/**
 * A service that completes addresses while they are typed. It never throws for what the service does, waits for it no longer
 * than a buyer would, and keeps nothing of what is asked. Adapters: lib/completion/simulated.ts, and a folder for each service.
 */
export interface AddressCompletion {
  readonly name: string;
  /** Whose suggestions they are, as the list has to say. */
  readonly attribution: string;
  readonly isSimulated: boolean;
  /** Five at most, the best first. */
  suggest(question: CompletionContext & { readonly text: string }): Promise<SuggestOutcome>;
  /** The parts of a suggestion. It ends its session. */
  resolve(question: CompletionContext & { readonly id: string }): Promise<ResolveOutcome>;
}

export const MAX_SUGGESTIONS = 5;
