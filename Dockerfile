FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ActionSync/ActionSync.csproj src/ActionSync/packages.lock.json src/ActionSync/
RUN dotnet restore src/ActionSync --locked-mode
COPY src src
RUN dotnet publish src/ActionSync --no-restore -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY config config
# Inbox, archive, board, outbox and ledger, all under one volume.
RUN mkdir /data && chown $APP_UID /data
ENV ACTIONSYNC_Data=/data
VOLUME /data
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5080 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.1 200' <&3"]
ENTRYPOINT ["dotnet", "actionsync.dll"]
CMD ["run"]
