# Tillswitch in a container: docs/operations/deploying.md. `compose.yaml` starts it beside Postgres and Unleash.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/boot.ts build && node scripts/image/slim.mjs

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The lock brings a Node and Next's compiler for whoever builds on their own machine; the image has its own Node and builds nothing.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/@next/swc-*

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=1 HOST=* DATA_DIR=/data/shop
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app ./
# The server closes DATA_DIR to everybody else, which it can do with a folder of its own below whatever is mounted here.
RUN mkdir -p /data && chown 1000:1000 /data
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s CMD ["node", "scripts/image/healthy.mjs"]
CMD ["node", "server/main.ts"]
