/** Runs work as a step of the running call's trace. */
type RunStep = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

declare global {
  /** Set while somebody traces (opentelemetry.ts). Of the process, because Next gives every route its own copy of a module. */
  var tillswitchStep: RunStep | undefined;
}

/** A step that a trace shows by its name, which contains nothing that a caller wrote. */
export const step = <Result>(name: string, work: () => Promise<Result>): Promise<Result> =>
  globalThis.tillswitchStep === undefined ? work() : globalThis.tillswitchStep(name, work);

/** The same object, whose functions are steps named `kind name`; untouched while nobody traces. */
export function steps<Parts extends object>(kind: string, parts: Parts): Parts {
  if (globalThis.tillswitchStep === undefined) return parts;
  return new Proxy(parts, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function" || typeof property !== "string") return value;
      return (...args: readonly unknown[]) => {
        const call = (value as (...given: readonly unknown[]) => unknown).bind(target);
        // Only what takes time is a step; whatever answers at once is passed on as it is.
        const at: { result?: unknown; thrown?: { readonly error: unknown } } = {};
        const ended = step(`${kind} ${property}`, async () => {
          try {
            at.result = call(...args);
          } catch (error) {
            at.thrown = { error };
          }
          return at.result;
        });
        if (at.thrown !== undefined) throw at.thrown.error;
        return at.result instanceof Promise ? ended : at.result;
      };
    },
  });
}
