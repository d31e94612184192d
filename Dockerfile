# The images of gateway, allocator, scheduler and standalone, each a target:
#
#   docker build --target gateway --tag rentabot/gateway .
#
# docs/deploy.md says how to run them. Both bases bring the newest patch of .NET and of the system with each build; the
# provenance of a released image names the ones that it was built of.

# On the machine's own architecture, whatever the image's is.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS restore
WORKDIR /source
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# What says which packages are needed, and nothing else: only a change of that fetches them anew.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Runtime.props src/CompileAhead.targets src/ServiceSettings.targets src/
COPY src/Allocator/Allocator.csproj src/Allocator/packages.lock.json src/Allocator/
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/Descriptors/Descriptors.csproj src/Descriptors/packages.lock.json src/Descriptors/
COPY src/Gateway/Gateway.csproj src/Gateway/packages.lock.json src/Gateway/
COPY src/Hosting/Hosting.csproj src/Hosting/packages.lock.json src/Hosting/
COPY src/Persistence/Persistence.csproj src/Persistence/packages.lock.json src/Persistence/
COPY src/Persistence.Sqlite/Persistence.Sqlite.csproj src/Persistence.Sqlite/packages.lock.json src/Persistence.Sqlite/
COPY src/Rules/Rules.csproj src/Rules/packages.lock.json src/Rules/
COPY src/Scheduler/Scheduler.csproj src/Scheduler/packages.lock.json src/Scheduler/
COPY src/Standalone/Standalone.csproj src/Standalone/packages.lock.json src/Standalone/
# The standalone program is made of all the others.
RUN dotnet restore src/Standalone --locked-mode

FROM restore AS publish
ARG TARGETARCH
COPY . .
# One after the other: each finds built what it shares with those before. No compiler is left running where builds share
# the machine's processes. An empty directory is what becomes a volume.
RUN set -e; \
    case "$TARGETARCH" in amd64) runtime=linux-x64 ;; *) runtime=linux-$TARGETARCH ;; esac; \
    for program in Standalone Gateway Allocator Scheduler; do \
      dotnet publish "src/$program" --no-restore --configuration Release --runtime "$runtime" --output "/app/$program" \
        -p:ContinuousIntegrationBuild=true; \
    done; \
    dotnet build-server shutdown >/dev/null; \
    mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS runtime
ARG VERSION=unreleased
ARG REVISION=unknown
ARG SOURCE=https://github.com/rentabot/rent-a-bot
LABEL org.opencontainers.image.licenses=MIT \
      org.opencontainers.image.vendor="The Rent-A-Bot maintainers" \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.source=$SOURCE
COPY LICENSE /licenses/
# Urls says where to listen; the base has ports of its own. It has no Kerberos, which the database would be asked for.
ENV ASPNETCORE_HTTP_PORTS= \
    PGGSSENCMODE=disable \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
WORKDIR /app
USER 1654:1654
STOPSIGNAL SIGTERM

FROM runtime AS gateway
LABEL org.opencontainers.image.title="Rent-A-Bot gateway" \
      org.opencontainers.image.description="REST API of Rent-A-Bot, which hands out exclusive access to shared resources"
COPY --from=publish /app/Gateway ./
ENV Urls=http://+:8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/RentABot.Gateway", "--check-health"]
ENTRYPOINT ["/app/RentABot.Gateway"]

FROM runtime AS allocator
LABEL org.opencontainers.image.title="Rent-A-Bot allocator" \
      org.opencontainers.image.description="Decides who gets what: the only writer of Rent-A-Bot's database"
COPY --from=publish /app/Allocator ./
ENV Urls=http://+:8001
EXPOSE 8001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/RentABot.Allocator", "--check-health"]
ENTRYPOINT ["/app/RentABot.Allocator"]

FROM runtime AS scheduler
LABEL org.opencontainers.image.title="Rent-A-Bot scheduler" \
      org.opencontainers.image.description="Says when something of Rent-A-Bot is due"
COPY --from=publish /app/Scheduler ./
ENV Urls=http://+:8002
EXPOSE 8002
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/RentABot.Scheduler", "--check-health"]
ENTRYPOINT ["/app/RentABot.Scheduler"]

FROM runtime AS standalone
LABEL org.opencontainers.image.title="Rent-A-Bot" \
      org.opencontainers.image.description="All of Rent-A-Bot in one process, with nothing else installed"
COPY --from=publish /app/Standalone /app/
COPY --from=publish --chown=1654:1654 /data /data
VOLUME /data
# Here a rentabot.yaml is found.
WORKDIR /data
ENV Urls=http://+:8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/RentABot.Standalone", "--check-health"]
ENTRYPOINT ["/app/RentABot.Standalone", "--persist", "sqlite:///data/rentabot.db"]
