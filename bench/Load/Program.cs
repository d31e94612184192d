using RentABot.Load;
using RentABot.Load.Echo;

// Measures what the product can do; bench/run.sh builds it, starts both servers and runs it.
if (args is [EchoServer.Command])
{
    await EchoServer.RunAsync();
    return 0;
}

return await CommandLine.Create(Run.AllAsync).Parse(args).InvokeAsync();
