using RentABot.Chaos.Runs;
using Xunit.Runner.InProc.SystemConsole;

// The full form, as run.sh starts it; everything else is for the tests.
return args is [FullForm.Verb, _, ..] ? await FullForm.RunAsync(args) : await ConsoleRunner.Run(args);
