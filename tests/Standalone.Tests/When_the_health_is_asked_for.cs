using System.Net;
using System.Net.Sockets;
using System.Text;
using RentABot.Hosting;

namespace RentABot.Standalone.Tests;

public sealed class When_the_health_is_asked_for : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rentabot-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_end_well_only_while_the_program_answers()
    {
        await using var program = StandaloneProcess.Start(_directory.FullName, "--port", "0");
        var server = await program.ServingAsync();
        Assert.Equal(0, await AskAsync(server));
        await program.InterruptAsync();
        Assert.Equal(1, await AskAsync(server));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("")]
    public async Task Should_end_badly_on_another_answer(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = AskAsync(new Uri($"http://{listener.LocalEndpoint}"));
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        Assert.Equal(1, await asked);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:8000/health")]
    [InlineData("http://+:8001", "http://127.0.0.1:8001/health")]
    [InlineData("http://*:8001", "http://127.0.0.1:8001/health")]
    [InlineData("http://0.0.0.0:8001", "http://127.0.0.1:8001/health")]
    [InlineData("http://[::]:8001", "http://127.0.0.1:8001/health")]
    [InlineData("http://localhost:8001", "http://127.0.0.1:8001/health")]
    [InlineData("http://[::1]:8001", "http://[::1]:8001/health")]
    [InlineData("http://10.1.2.3:8001;http://+:8002", "http://10.1.2.3:8001/health")]
    public void Should_ask_where_the_program_listens(string? urls, string asked) =>
        Assert.Equal(asked, HealthCheck.AddressOf(urls).ToString());

    private async Task<int> AskAsync(Uri server)
    {
        await using var check = StandaloneProcess.Start(
            _directory.FullName, "--check-health", $"--Urls={server}");
        return await check.EndAsync();
    }
}
