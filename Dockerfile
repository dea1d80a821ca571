# syntax=docker/dockerfile:1
# The app alone: a database comes from outside (MONGODB_URI), uploaded files live in the volume /data.

FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded engine (SSPL) stays out: this image is for installations with a MongoDB server.
RUN npm ci --omit=dev && rm -rf node_modules/@0q
COPY tsconfig.json vite.config.ts ./
COPY shared shared
COPY server server
COPY client client
RUN npm run build

FROM node:24-trixie-slim
# For presentations that are no PDF; used only where a sandbox can be made (README, Converting presentations).
RUN apt-get update && apt-get install -y --no-install-recommends libreoffice-impress-nogui bubblewrap \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json ./
# What the sample course is printed from.
COPY --from=build /app/server/demo/papers/texts server/demo/papers/texts
COPY --from=build /app/server/demo/texts server/demo/texts
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT}/healthz`).then((r) => r.json()).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The built file itself, so that nothing is ever built here and SIGTERM reaches the server.
CMD ["node", "dist/server/main.js"]
