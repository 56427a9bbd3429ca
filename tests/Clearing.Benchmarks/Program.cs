using Clearing.Benchmarks;

return await Commands.Run(args, Console.Out);
