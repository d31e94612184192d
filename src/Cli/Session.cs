using RentABot.Cli.Api;
using RentABot.Cli.Output;

namespace RentABot.Cli;

/// <summary>What a command works with.</summary>
internal sealed class Session(ApiClient api, Screen screen, Interrupts interrupts, TimeSpan patience)
{
    public ApiClient Api => api;

    public Screen Screen => screen;

    public Interrupts Interrupts => interrupts;

    /// <summary>How long to ask again while the server does not answer.</summary>
    public TimeSpan Patience => patience;

    public CancellationToken Token => interrupts.Token;

    /// <summary>The whole job was interrupted at the terminal, and not this program alone.</summary>
    public bool IsInterruptedJob { get; set; }

    public Task<ApiAnswer> SendAsync(ApiCall call) => api.SendAsync(call, patience, Token);
}
