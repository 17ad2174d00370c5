using ActionSync.Simulators;

return await SimulatorCommands.RunAsync(args);
