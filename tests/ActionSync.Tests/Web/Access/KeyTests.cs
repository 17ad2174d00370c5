using System.Net;
using ActionSync.Configuration;
using ActionSync.Testing;
using ActionSync.Web;
using ActionSync.Web.Access;
using Microsoft.Extensions.Logging;

namespace ActionSync.Tests.Web.Access;

/// <summary>Which keys are taken, and how often one may be tried.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly TempFolder _folder = new();
    private readonly RecordedLog _log = new();
    private readonly ILoggerFactory _logging;

    public KeyTests() => _logging = LoggerFactory.Create(logging => logging.AddProvider(_log));

    [Theory]
    [InlineData("the-new-one", true)]
    [InlineData("the-old-one", true)]
    [InlineData("the-new-one\nthe-old-one", false)]
    [InlineData("the-new-on", false)]
    [InlineData("THE-NEW-ONE", false)]
    [InlineData("", false)]
    public void Either_line_is_a_key_and_nothing_else(string shown, bool isOne) =>
        Assert.Equal(isOne, Keys(new Secret("the-new-one\nthe-old-one", null, 2)).Recognise(shown) is not null);

    [Fact]
    public void Without_a_key_none_is_right()
    {
        var keys = Keys(null);

        Assert.False(keys.Any);
        Assert.Null(keys.Recognise(""));
        Assert.False(keys.Holds(""));
    }

    [Fact]
    public void A_file_that_changes_opens_to_the_new_key_and_closes_to_the_old_one_within_a_second()
    {
        var keys = Keys(InFile("the-old-one"));
        var mark = keys.Recognise("the-old-one")!;
        Write("the-new-one\nthe-old-one\n");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(keys.Recognise("the-new-one"));
        Assert.True(keys.Holds(mark));
        Write("the-new-one\n");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(keys.Holds(mark));
        Assert.Null(keys.Recognise("the-old-one"));
        Assert.NotNull(keys.Recognise("the-new-one"));
        Assert.DoesNotContain("the-new-one", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_away_or_no_key_leaves_what_was_there_and_says_so_once()
    {
        var keys = Keys(InFile("the-old-one"));
        File.Delete(_folder["key"]);
        for (var look = 0; look < 3; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotNull(keys.Recognise("the-old-one"));
        }
        Assert.Single(_log.Lines);
        Write("");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(keys.Recognise("the-old-one"));
        Assert.Null(keys.Recognise(""));
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void Ten_wrong_keys_are_taken_from_an_address_and_then_one_every_six_seconds()
    {
        var (tries, address) = (Tries(), IPAddress.Parse("203.0.113.9"));
        for (var n = 0; n < 10; n++)
        {
            Assert.Null(tries.WaitOf(address));
            tries.Add(address);
        }

        Assert.Equal(TimeSpan.FromSeconds(6), tries.WaitOf(address));
        Assert.Null(tries.WaitOf(IPAddress.Parse("203.0.113.10")));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(tries.WaitOf(address));
        tries.Add(address);
        Assert.Equal(TimeSpan.FromSeconds(6), tries.WaitOf(address));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(tries.WaitOf(address));
    }

    [Theory]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", true)]
    public void Whoever_has_a_network_of_addresses_is_one_caller(string first, string second, bool isOne)
    {
        var tries = Tries();
        for (var n = 0; n < 10; n++)
            tries.Add(IPAddress.Parse(first));

        Assert.Equal(isOne, tries.WaitOf(IPAddress.Parse(second)) is not null);
    }

    [Fact]
    public void Strangers_from_ever_more_addresses_share_one_count_and_free_it_again()
    {
        var tries = Tries();
        for (var n = 0; n < 10_020; n++)
            tries.Add(Address(n));

        Assert.NotNull(tries.WaitOf(Address(20_000)));
        Assert.Null(tries.WaitOf(Address(1)));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(tries.WaitOf(Address(20_000)));
        tries.Add(Address(20_000));
        Assert.Null(tries.WaitOf(Address(20_001)));

        static IPAddress Address(int n) => new([10, 0, (byte)(n >> 8), (byte)n]);
    }

    [Fact]
    public void An_address_is_named_at_its_first_wrong_key_and_when_it_is_held_off_and_after_an_hour_without_again()
    {
        var (tries, address) = (Tries(), IPAddress.Parse("203.0.113.9"));
        tries.Add(address);
        Assert.Contains("A wrong key came from 203.0.113.9", Assert.Single(_log.Lines), StringComparison.Ordinal);
        for (var n = 0; n < 12; n++)
            tries.Add(address);
        Assert.Contains("Too many wrong keys came from 203.0.113.9", _log.Lines[^1], StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(2));
        for (var n = 0; n < 12; n++)
            tries.Add(address);
        Assert.Equal(2, _log.Lines.Count);

        _clock.Advance(TimeSpan.FromHours(2));
        for (var n = 0; n < 12; n++)
            tries.Add(address);
        Assert.Equal(4, _log.Lines.Count);
        Assert.All(_log.Lines, line => Assert.StartsWith("Warning", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_beyond_those_that_are_remembered_are_named_together_once()
    {
        var tries = Tries();
        for (var n = 0; n < 10_100; n++)
            tries.Add(new IPAddress([10, 0, (byte)(n >> 8), (byte)n]));

        Assert.Single(_log.Lines, line => line.Contains("A wrong key came from many addresses", StringComparison.Ordinal));
        Assert.Single(_log.Lines, line => line.Contains("Too many wrong keys came from many addresses", StringComparison.Ordinal));
        Assert.Equal(10_002, _log.Lines.Count);
    }

    public void Dispose()
    {
        _logging.Dispose();
        _folder.Dispose();
    }

    private KeyTries Tries() => new(_clock, _logging.CreateLogger<KeyTries>());

    private ApiKeys Keys(Secret? key) => new(new DashboardOptions { ApiKey = key }, _clock, _logging.CreateLogger<ApiKeys>());

    private Secret InFile(string text)
    {
        Write(text);
        return new Secret(text, _folder["key"], 2);
    }

    private void Write(string text) => File.WriteAllText(_folder["key"], text);
}
