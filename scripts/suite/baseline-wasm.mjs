import { setFlagsFromString } from "node:v8";

/**
 * V8 compiles WebAssembly at once and simply, and what runs often a second time with its optimising compiler. For the
 * embedded database that takes three seconds of another core in each process, longer than most of a test's processes
 * live. https://v8.dev/docs/wasm-compilation-pipeline
 */
setFlagsFromString("--liftoff-only");
