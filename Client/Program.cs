using Clearing.Client;

return CommandLine.Run(args);
