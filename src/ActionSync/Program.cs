using ActionSync.Commands;

// Not by returning: a thread that waits for a server that hangs would keep the process.
Environment.Exit(await CommandLine.RunAsync(args));
