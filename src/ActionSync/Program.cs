// Not by returning: a thread that waits for a server that hangs would keep the process.
using ActionSync.Commands;
using ActionSync.Hosting;

Environment.Exit(await CommandLine.RunAsync(args, Catalog.Default));
