import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PurchaseEvent } from "#widget/purchase/purchase-phase.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { funnelReporter } from "#widget/purchase/funnel-reporter.ts";
import { aCheckout } from "./a-checkout.ts";

const checkout = aCheckout();
const { id } = checkout;
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A reporter at a host whose tools answer as given, and all that it called. */
function reporterAt(answer: (call: number) => unknown) {
  const calls: unknown[] = [];
  const openai = {
    callTool: async (name: string, args: unknown) => {
      calls.push({ name, args });
      return answer(calls.length);
    },
  };
  return { reporter: funnelReporter(chatGptHost(Object.assign(new EventTarget(), { openai }))), calls };
}
const chosen = (isInExperiment: boolean): PurchaseEvent => ({
  type: "route_chosen",
  turn: 1,
  route: { route: "external", label: "Continue to checkout", isInExperiment, checkout },
});
const funnelEvent = (event: string, sessionId: string = id) => ({
  name: "record_funnel_event",
  args: { checkout_session_id: sessionId, event },
});

describe("reporting to the server what the buyer saw", () => {
  it("reports each event once for each session, however often the widget passes it", async () => {
    const { reporter, calls } = reporterAt(() => ({ structuredContent: { event: "shown" } }));
    reporter.learn(chosen(true));
    for (const event of ["shown", "shown", "clicked", "sheet_opened", "clicked"] as const) reporter.emit(id, event);
    reporter.emit("cs_another", "shown");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([
      funnelEvent("shown"),
      funnelEvent("clicked"),
      funnelEvent("sheet_opened"),
      funnelEvent("shown", "cs_another"),
    ]);
  });

  it("reports nothing where the server decided for another reason, and reports where no answer came", async () => {
    const { reporter, calls } = reporterAt(() => ({ structuredContent: { event: "shown" } }));
    reporter.learn(chosen(false));
    reporter.emit(id, "shown");
    reporter.learn({ type: "route_unknown", turn: 1 });
    reporter.emit("cs_unanswered", "shown");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([funnelEvent("shown", "cs_unanswered")]);
  });

  it.each([
    ["refused", { isError: true, content: [] }],
    ["lost", null],
    ["never answered", new Promise(() => undefined)],
  ])("tries an event that was %s once more, and then gives up in silence", async (_how, answer) => {
    const { reporter, calls } = reporterAt(() => answer);
    reporter.emit(id, "shown");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toEqual([funnelEvent("shown"), funnelEvent("shown")]);
  });

  it("does not try again what arrived at the second try", async () => {
    const { reporter, calls } = reporterAt((call) => (call === 1 ? null : { structuredContent: { event: "shown" } }));
    reporter.emit(id, "shown");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toHaveLength(2);
  });
});
