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
# From outside of the container; set another to change it. Without Dashboard:ApiKey only health and webhooks are answered there.
ENV ACTIONSYNC_Dashboard__Urls=http://*:5080
EXPOSE 5080
VOLUME /data
USER $APP_UID
# The program asks itself, wherever it was told to listen.
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["dotnet", "actionsync.dll", "health"]
ENTRYPOINT ["dotnet", "actionsync.dll"]
CMD ["run"]
