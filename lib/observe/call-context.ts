import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request or job that the running code works for. */
export type CallContext = {
  /** Of the request, as its answer names it; of a job, the queue's own id. */
  readonly requestId: string;
  /** W3C Trace Context's trace id, 32 hexadecimal digits: the caller's, or that of our own trace; null where nobody traces. */
  traceId: string | null;
  /** The span of the trusted proxy that called, 16 hexadecimal digits. */
  readonly parentId: string | null;
  /** Whom limits by address count; null for a caller that is not limited by it, such as this machine. Never logged. */
  readonly address: string | null;
  /** Found out on the way. */
  sessionId?: string;
  attemptId?: string;
};

declare global {
  /** Of the process: Next gives every route its own copy of a module. */
  var tillswitchCalls: AsyncLocalStorage<CallContext> | undefined;
}

const calls = (globalThis.tillswitchCalls ??= new AsyncLocalStorage<CallContext>());

/** Runs work, and everything that it begins, as this call's. */
export const inCall = <Result>(context: CallContext, work: () => Result): Result => calls.run(context, work);

export const currentCall = (): CallContext | undefined => calls.getStore();

/** Notes which session the running call is about; outside of a call it does nothing. */
export function noteSession(sessionId: string): void {
  const call = calls.getStore();
  if (call !== undefined) call.sessionId = sessionId;
}

/** Notes which attempt to pay the running call is about. */
export function noteAttempt(attemptId: string): void {
  const call = calls.getStore();
  if (call !== undefined) call.attemptId = attemptId;
}
