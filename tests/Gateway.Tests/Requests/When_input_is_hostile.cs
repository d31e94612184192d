using System.Text;
using RentABot.Gateway.Tests.Support;
using RentABot.Rules;

namespace RentABot.Gateway.Tests.Requests;

/// <summary>On a real socket. Whatever comes is answered by a clear refusal, and nothing reaches the allocator.</summary>
public sealed class When_input_is_hostile(When_input_is_hostile.ListeningGateway gateway)
    : SharedGatewayTest<When_input_is_hostile.ListeningGateway>(gateway), IDisposable
{
    public void Dispose()
    {
        Assert.Empty(Allocator.All<object>());
        Assert.DoesNotContain(Host.Logs, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{\"details\":", 90_000)]
    [InlineData("{\"tags\":[[", 50_000)]
    public async Task Should_not_follow_deep_JSON(string opening, int depth) =>
        (await PostAsync("resources/1/lock", Repeat(opening, depth))).ShouldBe(400, "malformed_json");

    [Theory]
    [InlineData("1e400")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    public async Task Should_take_no_number_that_is_none_of_its_own(string number)
    {
        (await PostAsync("resources/1/lock", $$"""{"ttl": {{number}}}""")).ShouldBe(422, "invalid");
        (await PostAsync("resources/lock", $$"""{"id": {{number}}, "ttl": 0}""")).ShouldBe(422, "invalid");
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData("01")]
    [InlineData("+1")]
    public async Task Should_take_nothing_for_a_number_that_JSON_does_not(string number) =>
        (await PostAsync("resources/1/lock", $$"""{"ttl": {{number}}}""")).ShouldBe(400, "malformed_json");

    [Fact]
    public async Task Should_read_a_number_of_a_million_digits_without_trouble() =>
        (await PostAsync("resources/1/lock", $$"""{"ttl": {{Repeat("9", 1_000_000)}}}""")).ShouldBe(422, "invalid");

    [Theory]
    [InlineData("resources/1/lock", """{"details": "a\u0000b"}""")]
    [InlineData("resources/1/lock", """{"client_id": "a\u0000b"}""")]
    [InlineData("resources/1/lock", """{"client_id": "a\r\nb"}""")]
    [InlineData("resources", """{"name": "a\u0000b"}""")]
    [InlineData("resources", """{"name": "a", "description": "\u0000"}""")]
    [InlineData("resources", """{"name": "a", "endpoint": "\u0000"}""")]
    [InlineData("resources", """{"name": "a", "tags": ["\u0000"]}""")]
    [InlineData("resources/1/unavailable", """{"reason": "\u0000"}""")]
    [InlineData("resources/lock", """{"expression": "\u0000"}""")]
    [InlineData("resources/lock", """{"name": "\u0000"}""")]
    [InlineData("resources/1/unlock", """{"force": true, "reason": "\u0000"}""")]
    public async Task Should_take_no_control_characters(string path, string body) => (await PostAsync(path, body)).ShouldBe(422, "invalid");

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("\"\u00ff\u00fe\"")]
    [InlineData("\"\u00c0\u0080\"")]
    [InlineData("\"\u00ed\u00a0\u0080\"")]
    public async Task Should_take_no_text_that_is_not_Unicode(string text)
    {
        var answer = await PostAsync("resources/1/lock", $$"""{"details": {{text}}}""");
        answer.ShouldBe(422, "invalid");
        Assert.Contains("must be Unicode text", answer.Body, StringComparison.Ordinal);
        (await PostAsync("resources/1/lock", $$"""{ {{text}}: 1}""")).ShouldBe(400, "malformed_json");
    }

    [Fact]
    public async Task Should_take_no_property_twice()
    {
        (await PostAsync("resources/1/lock", """{"ttl": 1, "ttl": 2}""")).ShouldBe(400, "malformed_json");
        (await PostAsync("resources/1/lock", """{"ttl": 1, "\u0074tl": 2}""")).ShouldBe(400, "malformed_json");
    }

    [Theory]
    [InlineData("GET", "/api/v1/resources?name=%00", 400, "bad_request")]
    [InlineData("GET", "/api/v1/resources?client_id=a%00b", 400, "bad_request")]
    [InlineData("GET", "/api/v1/reservations?client_id=%00", 400, "bad_request")]
    [InlineData("GET", "/api/v1/resources?%00=1", 400, "bad_request")]
    [InlineData("POST", "/api/v1/resources/1/lock?details=%00", 400, "bad_request")]
    [InlineData("GET", "/api/v1/resources/-1", 404, "resource_not_found")]
    [InlineData("GET", "/api/v1/resources/9223372036854775807", 404, "resource_not_found")]
    [InlineData("GET", "/api/v1/resources/9223372036854775808", 404, "not_found")]
    [InlineData("GET", "/api/v1/resources/1e3", 404, "not_found")]
    [InlineData("GET", "/api/v1/resources/%31/..%2f..%2fetc%2fpasswd", 404, "not_found")]
    [InlineData("GET", "/api/v1/../../../etc/passwd", 404, "not_found")]
    [InlineData("GET", "/docs/../../appsettings.json", 404, "not_found")]
    [InlineData("GET", "/docs/%2e%2e/%2e%2e/appsettings.json", 404, "not_found")]
    [InlineData("GET", "/docs/..%2fappsettings.json", 404, "not_found")]
    [InlineData("GET", "/docs/..%5cappsettings.json", 404, "not_found")]
    [InlineData("GET", "/openapi/..%2f..%2fappsettings.json", 404, "not_found")]
    [InlineData("GET", "/openapi/%2e%2e/appsettings.json", 404, "not_found")]
    [InlineData("GET", "//api/v1/resources", 404, "not_found")]
    [InlineData("GET", "/api/v1//resources", 404, "not_found")]
    [InlineData("GET", "/api%2fv1%2fresources", 404, "not_found")]
    [InlineData("GET", "/api/v1/resources%20", 404, "not_found")]
    [InlineData("GET", "/api/v1/resources?page=99999999999999999999", 422, "invalid")]
    [InlineData("GET", "/api/v1/resources?page=1000000&limit=1001", 422, "invalid")]
    [InlineData("GET", "/api/v1/resources/expired?since=0000-00-00T00:00:00Z", 422, "invalid")]
    [InlineData("GET", "/api/v1/resources/expired?since=0001-01-01T00:00:00%2B14:00", 422, "invalid")]
    [InlineData("TRACE", "/api/v1/resources", 405, "method_not_allowed")]
    [InlineData("FROBNICATE", "/api/v1/resources", 405, "method_not_allowed")]
    [InlineData("OPTIONS", "/api/v1/resources", 405, "method_not_allowed")]
    [InlineData("PUT", "/api/v1/resources/1/lock", 405, "method_not_allowed")]
    public async Task Should_find_nothing_where_nothing_is(string method, string path, int status, string code)
    {
        var answer = await AskAsync($"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
        answer.ShouldBe(status, code);
        if (status == 405) Assert.NotNull(answer.Header("Allow"));
    }

    [Theory]
    [InlineData("GET /api/v1/%00 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /api/v1/resources?name=\u00ff HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /api/v1/whoami HTTP/1.1\r\nHost: x\r\nA: a\0b\r\n\r\n")]
    [InlineData("GET /api/v1/whoami HTTP/1.1\r\nHost: x\r\nA: a\rb\r\n\r\n")]
    [InlineData("GET /api/v1/whoami HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n")]
    [InlineData("GET /api/v1/whoami HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET /api/v1/whoami HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("GET /api/v1/whoami HTTP/1.1\r\n\r\n")]
    [InlineData("POST /api/v1/resources/1/lock HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /api/v1/resources/1/lock HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}")]
    public async Task Should_not_speak_with_who_does_not_speak_HTTP(string request) => Assert.Equal(400, (await AskAsync(request)).Status);

    [Fact]
    public async Task Should_see_a_second_request_for_what_it_is_when_a_body_has_two_lengths()
    {
        using var connection = await RawConnection.OpenAsync(Host.Address);
        await connection.SendAsync(
            "POST /api/v1/resources/1/lock HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2\r\n[]\r\n0\r\n\r\n");
        var answer = await connection.ReadAsync();
        Assert.True(answer.Status is 400 or 422, answer.Head);
    }

    [Theory]
    [InlineData("/rentabot/api/v1.0/a%0d%0aX-Injected:%201", "/api/v1/a%0D%0AX-Injected:%201")]
    [InlineData("/rentabot/api/v1.0/a?b=%0d%0aX-Injected:%201", "/api/v1/a?b=%0d%0aX-Injected:%201")]
    [InlineData("/rentabot/api/v1.0//evil.example/", "/api/v1//evil.example/")]
    [InlineData("/rentabot/api/v1.0/%2f%2fevil.example/", "/api/v1/%2f%2fevil.example/")]
    [InlineData("/rentabot/api/v1.0/%5cevil.example/", "/api/v1/%5Cevil.example/")]
    public async Task Should_lead_nobody_astray(string path, string location)
    {
        var answer = await AskAsync($"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal((308, location), (answer.Status, answer.Header("Location")));
        Assert.Null(answer.Header("X-Injected"));
    }

    [Fact]
    public async Task Should_write_links_of_one_line()
    {
        var answer = await AskAsync("GET /api/v1/resources?name=%0d%0aX-Injected:%201%3E&tags=a&x=%3C%22%3E HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Header("X-Injected"));
        Assert.StartsWith("</api/v1/resources?name=%0D%0AX-Injected%3A%201%3E&", answer.Header("Link"), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,a")]
    public async Task Should_take_no_idempotency_key_of_no_length_or_of_too_much(string key)
    {
        var odd = key.Length == 0 ? "" : Repeat(key, 100);
        (await PostAsync("resources/1/lock", "{}", $"Idempotency-Key: {odd}\r\n")).ShouldBe(422, "invalid");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    [InlineData("x")]
    public async Task Should_unpack_nothing(string encoding)
    {
        (await PostAsync("resources/1/lock", "{}", $"Content-Encoding: {encoding}\r\n")).ShouldBe(415, "unsupported_media_type");
        (await ImportAsync("board:\n", $"Content-Encoding: {encoding}\r\n")).ShouldBe(415, "unsupported_media_type");
    }

    [Fact]
    public async Task Should_take_no_text_of_another_kind_for_JSON()
    {
        var utf16 = Encoding.Latin1.GetString(Encoding.Unicode.GetBytes("""{"ttl": 60}"""));
        (await PostAsync("resources/1/lock", utf16)).ShouldBe(400, "malformed_json");
    }

    [Fact]
    public async Task Should_not_take_ten_thousand_tags()
    {
        var tags = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"t{i}\""));
        (await PostAsync("resources", $$"""{"name": "a", "tags": [{{tags}}]}""")).ShouldBe(422, "invalid");
        (await PostAsync("resources/lock", $$"""{"tags": [{{tags}}]}""")).ShouldBe(422, "invalid");
        (await PostAsync("reservations", $$"""{"tags": "{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"t{i}"))}}"}""")).ShouldBe(422, "invalid");
        (await ImportAsync($"a:\n  tags: [{tags}]\n")).ShouldBe(422, "invalid");
    }

    [Fact]
    public async Task Should_tell_of_a_hundred_thousand_wrong_fields_in_few_words()
    {
        var fields = string.Join(',', Enumerable.Range(0, 70_000).Select(i => $"\"f{i}\":1"));
        var answer = await PostAsync("resources/1/lock", $$"""{{{fields}}}""");
        answer.ShouldBe(422, "invalid");
        Assert.Contains("69900 more are wrong", answer.Body, StringComparison.Ordinal);
        Assert.True(answer.Body.Length < 10_000);
    }

    [Theory]
    [InlineData("(", 10_000)]
    [InlineData("!", 10_000)]
    [InlineData("a&&", 5_000)]
    [InlineData("not ", 5_000)]
    public async Task Should_not_follow_deep_or_endless_expressions(string part, int times)
    {
        var expression = Repeat(part, times);
        (await PostAsync("resources/lock", $$"""{"expression": "{{expression}}a"}""")).ShouldBe(422, "invalid");
        (await PostAsync("reservations", $$"""{"expression": "{{expression}}a"}""")).ShouldBe(422, "invalid");
        (await AskAsync($"GET /api/v1/resources?expression={Uri.EscapeDataString(Repeat(part, 500))} HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBe(422, "invalid");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public async Task Should_not_follow_deep_YAML(string opening) =>
        (await ImportAsync(Repeat(opening, 100_000))).ShouldBe(400, "malformed_yaml");

    [Fact]
    public async Task Should_not_follow_deep_JSON_in_an_import() =>
        (await ImportAsync(Repeat("{\"a\":", 100_000), type: "application/json")).ShouldBe(400, "malformed_json");

    [Fact]
    public async Task Should_not_be_blown_up_by_aliases()
    {
        // Lists of lists of lists, each ten times the one before.
        var laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + string.Concat("bcdefghi".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));
        (await ImportAsync(laughs)).ShouldBe(422, "invalid");

        // One long entry that thousands of others are.
        var properties = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"  p{i}: 1\n"));
        (await ImportAsync($"a: &a\n{properties}{Aliases("a")}")).ShouldBe(422, "invalid");

        // One long text that thousands of others have.
        (await ImportAsync($"a:\n  tags: &a {Repeat("x,", 2_000_000)}\n{Aliases("a", "tags")}")).ShouldBe(400, "malformed_yaml");
        var tags = string.Join(',', Enumerable.Range(0, 800));
        (await ImportAsync($"a:\n  tags: &a {tags}\n{Aliases("a", "tags")}")).ShouldBe(422, "invalid");
        (await ImportAsync($"? &a {Repeat("x", 4_000_000)}\n:\n")).ShouldBe(400, "malformed_yaml");
    }

    [Theory]
    [InlineData("a:\n  description: \"\\ud800\"\n", 400, "malformed_yaml")]
    [InlineData("a:\n  description: \"\\0\"\n", 422, "invalid")]
    [InlineData("\"\\0\": {}\n", 422, "invalid")]
    [InlineData("a: !!python/object/apply:os.system [x]\n", 422, "invalid")]
    [InlineData("a: {max_lock_duration: 1e9}\n", 422, "invalid")]
    [InlineData("a: {max_lock_duration: .inf}\n", 422, "invalid")]
    [InlineData("a: {max_lock_duration: 99999999999999999999}\n", 422, "invalid")]
    [InlineData("%TAG ! tag:evil,2000:\n---\na: !x [\n", 400, "malformed_yaml")]
    public async Task Should_take_no_odd_YAML(string yaml, int status, string code) => (await ImportAsync(yaml)).ShouldBe(status, code);

    [Fact]
    public async Task Should_take_no_descriptor_that_is_too_long() =>
        (await ImportAsync($"a:\n  description: {Repeat("x", 16 * 1024 * 1024)}\n")).ShouldBe(413, "too_large");

    private static string Aliases(string anchor, string? property = null) => string.Concat(
        Enumerable.Range(0, Limits.MaxImport - 1).Select(i => property is null ? $"n{i}: *{anchor}\n" : $"n{i}: {{{property}: *{anchor}}}\n"));

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    private Task<RawAnswer> PostAsync(string path, string body, string headers = "") => AskAsync(
        $"POST /api/v1/{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");

    private Task<RawAnswer> ImportAsync(string text, string headers = "", string type = "application/yaml") => AskAsync(
        $"PUT /api/v1/resources HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\n{headers}Content-Length: {text.Length}\r\n\r\n{text}");

    private Task<RawAnswer> AskAsync(string request) => RawConnection.AskAsync(Host.Address, request);

    public sealed class ListeningGateway : SharedGateway
    {
        private protected override Task<GatewayHost> StartAsync(string[] settings) =>
            new GatewayHost { OnSocket = true }.StartAsync(["Gateway:AnswerTimeout=00:00:20"], null);
    }
}
