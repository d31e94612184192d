using System.Text;
using RentABot.Cli.Servers;

namespace RentABot.Cli.Tests;

public sealed class When_a_server_is_chosen
{
    private static readonly ServerFile File = ServerFile.Parse("config.yaml", Encoding.UTF8.GetBytes(
        """
        default: lab
        servers:
          lab: {url: https://lab.example.com, key: key-of-lab}
          open: {url: http://open.example.com/bots}
        """));

    [Theory]
    [InlineData(null, null, null, null, "https://lab.example.com/", "key-of-lab")]
    [InlineData(null, null, null, "key-of-env", "https://lab.example.com/", "key-of-env")]
    [InlineData(null, null, "http://env.example.com", null, "http://env.example.com/", null)]
    [InlineData(null, null, "http://env.example.com", "key-of-env", "http://env.example.com/", "key-of-env")]
    [InlineData(null, null, "open", "key-of-env", "http://open.example.com/bots/", "key-of-env")]
    [InlineData("lab", null, "http://env.example.com", "key-of-env", "https://lab.example.com/", "key-of-lab")]
    [InlineData("lab", "key-of-line", "http://env.example.com", "key-of-env", "https://lab.example.com/", "key-of-line")]
    [InlineData("http://line.example.com", null, null, null, "http://line.example.com/", null)]
    [InlineData("http://line.example.com", null, null, "key-of-env", "http://line.example.com/", "key-of-env")]
    public void Should_take_the_nearest(string? server, string? key, string? url, string? variable, string address, string? expected)
    {
        var chosen = ServerChoice.Choose(server, key, Environment(url, variable), File);
        Assert.Equal((address, expected), (chosen.Url.ToString(), chosen.Key));
    }

    [Fact]
    public void Should_be_this_machines_when_nothing_says_otherwise() =>
        Assert.Equal(new Server(new Uri("http://127.0.0.1:8000"), null), ServerChoice.Choose(null, null, Environment(null, ""), ServerFile.Empty));

    [Theory]
    [InlineData("nowhere", "--server: there is no server 'nowhere' in the configuration file; it has lab, open")]
    [InlineData("10.0.0.7:8000", "--server: there is no server '10.0.0.7:8000' in the configuration file; did you mean http://10.0.0.7:8000?")]
    [InlineData("lab.example.com", "--server: there is no server 'lab.example.com' in the configuration file; did you mean http://lab.example.com?")]
    [InlineData("ftp://example.com", "--server must be an address such as https://rentabot.example.com")]
    [InlineData("http://user:password@example.com", "--server must be an address such as https://rentabot.example.com")]
    public void Should_be_refused_when_there_is_none(string server, string message)
    {
        var refused = Assert.Throws<CliException>(() => ServerChoice.Choose(server, null, Environment(null, null), File));
        Assert.Equal((ExitCodes.Configuration, message), (refused.ExitCode, refused.Message));
    }

    [Fact]
    public void Should_never_be_told_a_key_that_is_none()
    {
        var refused = Assert.Throws<CliException>(() => ServerChoice.Choose(null, null, Environment(null, "secret\nkey"), File));
        Assert.Equal("RENTABOT_API_KEY must be printable ASCII without spaces", refused.Message);
        Assert.DoesNotContain("key-of-lab", ServerChoice.Choose(null, null, Environment(null, null), File).ToString(), StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string? url, string? key) =>
        name => name == ServerChoice.UrlVariable ? url : name == ServerChoice.KeyVariable ? key : null;
}
