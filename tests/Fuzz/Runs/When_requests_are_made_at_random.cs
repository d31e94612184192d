using System.Globalization;
using CsCheck;

namespace RentABot.Fuzz.Runs;

/// <summary>
/// Requests made from the OpenAPI document: right and wrong ones, alone and together, with ids and tokens that earlier
/// answers told. CsCheck_Seed repeats a life that failed; RENTABOT_FUZZ_LIVES says how many there are.
/// </summary>
public sealed class When_requests_are_made_at_random
{
    private static readonly int Lives =
        int.TryParse(Environment.GetEnvironmentVariable("RENTABOT_FUZZ_LIVES"), CultureInfo.InvariantCulture, out var lives) ? lives : 6;

    private const int RequestsOfALife = 1100;
    private const int NumbersOfARequest = 60;

    private static readonly Gen<int[][]> Recipes = Gen.Int[0, 9999].Array[NumbersOfARequest].Array[RequestsOfALife];

    [Fact]
    public async Task Should_answer_each_as_the_document_says_and_keep_its_books_in_order()
    {
        var tally = new Tally();
        var output = TestContext.Current.TestOutputHelper!;
        await Recipes.SampleAsync(
            async recipes =>
            {
                await using var service = await Service.StartAsync();
                await new Life(service, tally).LiveAsync(recipes);
            },
            writeLine: output.WriteLine,
            iter: Lives,
            threads: 1,
            print: _ => "a life of requests");
        output.WriteLine($"{tally.Total} requests");
        output.WriteLine(tally.ToString());

        // Otherwise the requests are too foolish to find anything.
        Assert.Empty(tally.NeverSuccessful());
        Assert.InRange(tally.Of("503"), 0, tally.Total / 100);
    }
}
