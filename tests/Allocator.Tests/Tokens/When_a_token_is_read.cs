using Microsoft.Extensions.Options;
using RentABot.Allocator.Settings;
using RentABot.Allocator.Tokens;

namespace RentABot.Allocator.Tests.Tokens;

public sealed class When_a_token_is_read
{
    private const string One = "the-first-key-of-32-characters-or-more";
    private const string Other = "the-other-key-of-32-characters-or-more";

    [Fact]
    public void Should_tell_the_lock()
    {
        var tokens = With(One);
        var id = Guid.NewGuid();

        Assert.Equal(id, tokens.Read(tokens.Issue(id, tokens.SigningKey)));
    }

    [Fact]
    public void Should_refuse_it_with_any_byte_changed()
    {
        var tokens = With(One);
        var token = tokens.Issue(Guid.NewGuid(), tokens.SigningKey);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Assert.Null(tokens.Read(new string(changed)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("====")]
    [InlineData("ü")]
    [InlineData("\0")]
    public void Should_refuse_what_is_none(string? token) => Assert.Null(With(One).Read(token));

    [Fact]
    public void Should_refuse_one_that_is_cut_or_prolonged()
    {
        var tokens = With(One);
        var token = tokens.Issue(Guid.NewGuid(), tokens.SigningKey);

        Assert.Null(tokens.Read(token[..^1]));
        Assert.Null(tokens.Read(token[..^4]));
        Assert.Null(tokens.Read(token + "AAAA"));
    }

    [Fact]
    public void Should_still_believe_an_older_key()
    {
        var id = Guid.NewGuid();
        var old = With(One);

        var rotated = With(Other, One);

        Assert.Equal(id, rotated.Read(old.Issue(id, old.SigningKey)));
        Assert.Equal(old.Issue(id, old.SigningKey), rotated.Issue(id, old.SigningKey));
        Assert.NotEqual(old.SigningKey, rotated.SigningKey);
    }

    [Fact]
    public void Should_not_believe_a_key_that_is_gone()
    {
        var old = With(One);

        Assert.Null(With(Other).Read(old.Issue(Guid.NewGuid(), old.SigningKey)));
    }

    [Fact]
    public void Should_make_it_with_the_signing_key_where_the_first_one_is_gone()
    {
        var id = Guid.NewGuid();
        var tokens = With(Other);

        Assert.Equal(tokens.Issue(id, tokens.SigningKey), tokens.Issue(id, With(One).SigningKey));
    }

    [Fact]
    public void Should_be_no_use_for_another_lock()
    {
        var tokens = With(One);
        var one = tokens.Issue(Guid.NewGuid(), tokens.SigningKey);
        var other = tokens.Issue(Guid.NewGuid(), tokens.SigningKey);

        Assert.Null(tokens.Read(one[..24] + other[24..]));
    }

    private static LockTokens With(params string[] keys) => new(Options.Create(new TokenOptions { Keys = keys }));
}
