import { AsyncLocalStorage } from "node:async_hooks";
import { ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Context, type Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { currentCall } from "./call-context.ts";

/**
 * Sends traces over OTLP to the collector that the standard's environment names
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/), from now until it is closed. Nothing is registered for the
 * whole process: Next's own spans contain the addresses of pages, and those are keys.
 */
export function startTracing(): { close(): Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": process.env["OTEL_SERVICE_NAME"] ?? "tillswitch" }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  globalThis.tillswitchStep = stepsOf(provider.getTracer("tillswitch"));
  return {
    async close() {
      globalThis.tillswitchStep = undefined;
      // Without a collector the last spans are lost, and that must not keep a server from stopping.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

function stepsOf(tracer: Tracer): NonNullable<typeof globalThis.tillswitchStep> {
  const contexts = new AsyncLocalStorage<Context>();
  return async (name, work) => {
    const parent = contexts.getStore() ?? contextOfCaller();
    const span = tracer.startSpan(name, {}, parent);
    const call = currentCall();
    if (call !== undefined) call.traceId ??= span.spanContext().traceId;
    try {
      return await contexts.run(trace.setSpan(parent, span), work);
    } catch (error) {
      // Its message may repeat what a buyer typed; the log has it without that.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "failed" });
      throw error;
    } finally {
      if (call !== undefined) {
        span.setAttribute("tillswitch.request", call.requestId);
        if (call.sessionId !== undefined) span.setAttribute("tillswitch.session", call.sessionId);
        if (call.attemptId !== undefined) span.setAttribute("tillswitch.attempt", call.attemptId);
      }
      span.end();
    }
  };
}

/** The span of a trusted proxy that called us, as the parent of ours. */
function contextOfCaller(): Context {
  const call = currentCall();
  if (call === undefined || call.traceId === null || call.parentId === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: call.traceId,
    spanId: call.parentId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}
