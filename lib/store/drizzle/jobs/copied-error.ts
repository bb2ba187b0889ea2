/** The queue's library reports what fails in a worker as a copy of the error's fields, which is no Error to whoever logs it. */
export function asError(trouble: unknown): unknown {
  if (trouble instanceof Error || typeof trouble !== "object" || trouble === null || !("message" in trouble))
    return trouble;
  return Object.assign(new Error(String(trouble.message)), trouble);
}
