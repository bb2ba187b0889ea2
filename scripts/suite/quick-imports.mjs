import { registerHooks } from "node:module";

const OF_DRIZZLE = /\/node_modules\/drizzle-orm\/.*\.js$/;

/**
 * Node asks the nearest package.json of every module for the module's format, and reads its `exports` each time. Those of
 * drizzle-orm are 170 kB, and a process that opens the database imports some two hundred of its modules: a second of
 * work that every test file would wait for. All of them are ES modules.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith(".") || context.parentURL === undefined || !OF_DRIZZLE.test(context.parentURL))
      return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true };
  },
});
