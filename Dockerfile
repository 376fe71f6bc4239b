# `openbell` as a container, for sweeps on many machines (docs/sweep.md). It holds no settings and no secrets.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app

# Before the code, so that a change of the code does not install everything again.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

COPY functions functions
COPY infra infra
COPY shared shared
COPY local local

# The image brings Node 24 itself, so that the command needs no other to hand over to. It stays root, for whom Cloud Run
# mounts the bucket of the results.
ENTRYPOINT ["node", "/app/local/cli.ts"]
CMD ["--help"]
