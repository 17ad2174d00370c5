using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Links;

/// <summary>Which keys sign and are accepted, from the configuration and from a ledger in a file.</summary>
public sealed class LinkKeysTests : IAsyncLifetime
{
    private const string First = "the first key, which is long enough";
    private const string Second = "the second key, which is long enough";

    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero));
    private readonly SqliteDatabase _ledger;

    public LinkKeysTests() => _ledger = new SqliteDatabase($"Data Source={_folder["ledger.db"]}", _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SignedLink Link => SignedLink.Of(LinkAct.Done, "alice@company.com", "00112233445566778899", null, _clock.GetUtcNow());

    public async ValueTask InitializeAsync() => await _ledger.MigrateAsync(Token);

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_a_key_all_workers_sign_with_the_one_that_the_first_of_them_makes()
    {
        var signers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Keys(null).SignerAsync(Token)));
        Assert.Single(signers.Select(signer => signer!.AddressOf(Link)).Distinct());
        Assert.IsType<LinkReading.Valid>(await Keys(null).ReadAsync(TokenOf(signers[0]!), Token));
    }

    [Fact]
    public async Task Two_ledgers_have_different_keys()
    {
        var token = TokenOf((await Keys(null).SignerAsync(Token))!);
        await using (var work = await _ledger.BeginAsync(Token))
        {
            await work.ExecuteAsync("delete from link_keys", null, Token);
            await work.CommitAsync(Token);
        }
        Assert.IsType<LinkReading.UnknownKey>(await Keys(null).ReadAsync(token, Token));
    }

    [Fact]
    public async Task Of_two_lines_the_first_signs_and_both_are_accepted()
    {
        var (old, both, rotated) = (Keys(new Secret(First)), Keys(new Secret($"{Second}\n{First}")), Keys(new Secret(Second)));
        var (before, after) = (TokenOf((await old.SignerAsync(Token))!), TokenOf((await both.SignerAsync(Token))!));

        Assert.IsType<LinkReading.Valid>(await both.ReadAsync(before, Token));
        Assert.IsType<LinkReading.Valid>(await both.ReadAsync(after, Token));
        Assert.IsType<LinkReading.Valid>(await rotated.ReadAsync(after, Token));
        Assert.IsType<LinkReading.UnknownKey>(await rotated.ReadAsync(before, Token));
        Assert.IsType<LinkReading.UnknownKey>(await old.ReadAsync(after, Token));
    }

    [Fact]
    public async Task A_file_that_holds_another_key_by_now_is_read_anew_when_a_link_needs_it()
    {
        var file = _folder["link-key"];
        await File.WriteAllTextAsync(file, First, Token);
        var keys = Keys(new Secret(First, file, mostLines: 2));
        await File.WriteAllTextAsync(file, $"{Second}\n{First}\n", Token);
        var token = TokenOf((await Keys(new Secret(Second)).SignerAsync(Token))!);

        Assert.IsType<LinkReading.Valid>(await keys.ReadAsync(token, Token));
        Assert.Equal(token, TokenOf((await keys.SignerAsync(Token))!));
    }

    [Fact]
    public async Task Without_a_public_address_nothing_is_signed() =>
        Assert.Null(await Keys(null, publicUrl: null).SignerAsync(Token));

    [Theory]
    [InlineData("https://a.example", "https://a.example/l/")]
    [InlineData("https://a.example/", "https://a.example/l/")]
    [InlineData("https://a.example/actions/", "https://a.example/actions/l/")]
    public async Task Addresses_begin_with_the_public_one(string publicUrl, string start) =>
        Assert.StartsWith(start, (await Keys(null, publicUrl).SignerAsync(Token))!.AddressOf(Link), StringComparison.Ordinal);

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789012345678901234567890")]
    public void A_key_that_could_be_found_by_trying_is_refused(string key)
    {
        using var place = Workplace.Shipped().Env("Dashboard:LinkKey", key);
        var problem = place.Problem();
        Assert.Contains("has a line of fewer than 32 characters", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(key, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actions.example.com")]
    [InlineData("ftp://actions.example.com")]
    [InlineData("https://actions.example.com/?a=b")]
    public void A_public_address_that_is_none_is_refused(string url)
    {
        using var place = Workplace.Shipped().Env("Dashboard:PublicUrl", url);
        Assert.Contains("Dashboard:PublicUrl", place.Problem(), StringComparison.Ordinal);
    }

    private LinkKeys Keys(Secret? key, string? publicUrl = "https://a.example") =>
        new(new LinkSettings(publicUrl, key), _ledger, new LedgerOptions(), _clock, NullLogger<LinkKeys>.Instance);

    private string TokenOf(LinkSigner signer) => signer.AddressOf(Link).Split('/')[^1];
}
