const MAGIC = ["ok", "declined", "3ds", "timeout_captured", "timeout_lost", "slow"];

/** What a token makes the bank do: `tok_sandbox_ok`, also with a unique ending as in `tok_sandbox_ok_7f3a`. Null: not one of ours. */
export function magicTokenOf(token: string): string | null {
  return MAGIC.find((magic) => token === `tok_sandbox_${magic}` || token.startsWith(`tok_sandbox_${magic}_`)) ?? null;
}
