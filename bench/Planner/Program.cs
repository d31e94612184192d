using BenchmarkDotNet.Running;
using RentABot.Planner;

BenchmarkSwitcher.FromAssembly(typeof(PlanningAfterOneRelease).Assembly).Run(args);
