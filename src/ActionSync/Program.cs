using ActionSync.Commands;

return await CommandLine.RunAsync(args);
