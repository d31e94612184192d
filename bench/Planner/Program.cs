using BenchmarkDotNet.Running;
using RentABot.Planner;

// dotnet run --project bench/Planner --configuration Release              the time that a plan takes
// dotnet run --project bench/Planner --configuration Release -- memory    what the book takes in memory
if (args is ["memory"])
{
    BookMemory.Print();
}
else
{
    BenchmarkRunner.Run<PlanningAfterOneRelease>(args: args);
}
