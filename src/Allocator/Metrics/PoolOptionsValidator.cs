using Microsoft.Extensions.Options;
using RentABot.Hosting;
using RentABot.Rules;

namespace RentABot.Allocator.Metrics;

internal sealed class PoolOptionsValidator : IValidateOptions<PoolOptions>
{
    public ValidateOptionsResult Validate(string? name, PoolOptions options)
    {
        var pools = options.Pools;
        var bounds = new SettingBounds(PoolOptions.Section)
            .Require(pools.Count <= PoolOptions.MaxPools, nameof(options.Pools), $"{pools.Count} tags", $"up to {PoolOptions.MaxPools}")
            .Require(pools.Distinct().Count() == pools.Count, nameof(options.Pools), string.Join(", ", pools), "each tag once");
        for (var i = 0; i < pools.Count; i++)
        {
            bounds.Require(
                TagSyntax.IsTag(pools[i]),
                $"{nameof(options.Pools)}:{i}",
                pools[i],
                $"a tag: 1–{Limits.MaxTagLength} characters of A–Z a–z 0–9 . _ : / + = -");
        }

        return bounds.Result;
    }
}
