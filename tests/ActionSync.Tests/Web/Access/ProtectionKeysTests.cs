using System.Xml.Linq;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using ActionSync.Web.Access;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Web.Access;

/// <summary>Cookies and forms are protected by keys in the ledger.</summary>
public sealed class ProtectionKeysTests : IDisposable
{
    private const string Key = "a-key-that-is-long-enough";

    private readonly Workplace _place = new Workplace().Env("Dashboard:ApiKey", Key);

    [Fact]
    public async Task A_sign_in_and_a_form_hold_over_a_restart()
    {
        string cookie, token, form;
        await using (var door = await HostedDoor.StartAsync(place: _place))
        {
            cookie = (await door.SignInAsync(Key))!;
            (token, form) = await door.FormAsync("/try/form", ("Cookie", cookie));
        }

        await using var again = await HostedDoor.StartAsync(place: _place);
        (await again.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
        (await again.PostAsync("/try/form", HostedDoor.Form(("token", token)), ("Cookie", $"{form}; {cookie}"))).Is(200);
        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_sign_in_ends_where_the_key_is_another_after_a_restart()
    {
        string cookie;
        await using (var door = await HostedDoor.StartAsync(place: _place))
            cookie = (await door.SignInAsync(Key))!;

        await using var again = await HostedDoor.StartAsync(place => place.Env("Dashboard:ApiKey", "another-key-long-enough"), _place);
        (await again.GetAsync("/try/page", ("Cookie", cookie))).Is(303);
    }

    [Fact]
    public async Task A_row_that_is_no_key_costs_nothing_but_itself()
    {
        await using var door = await HostedDoor.StartAsync(place: _place);
        await ExecuteAsync("insert into protection_keys (id, xml, made_at) values ('key-broken', '<key', 0)");

        Assert.NotNull(await door.SignInAsync(Key));
        Assert.True(door.Log.Says("key-broken"), door.Log.Text);
    }

    [Fact]
    public async Task Before_the_ledger_is_opened_no_key_is_looked_for_and_no_file_is_made()
    {
        await using var app = WorkerHost.Build(_place.Options(), Catalog.Default, new FakeClock(), _ => { });

        var refused = Assert.Throws<LedgerException>(() => app.Services.GetRequiredService<ProtectionKeys>().GetAllElements());

        Assert.True(refused.IsPassing);
        Assert.False(File.Exists(_place["data", "actionsync.db"]));
    }

    [Fact]
    public async Task Of_two_workers_that_make_a_key_at_once_one_takes_the_other_s()
    {
        await using var first = await HostedDoor.StartAsync(place: _place);
        var (one, two) = (first.Keys(), first.Keys());
        Assert.Empty(one.GetAllElements());
        Assert.Empty(two.GetAllElements());

        one.StoreElement(new XElement("key", "one"), "key-1");
        two.StoreElement(new XElement("key", "two"), "key-2");

        Assert.Equal("one", Assert.Single(two.GetAllElements()).Value);
        two.StoreElement(new XElement("key", "later"), "key-3");
        Assert.Equal(["later", "one"], one.GetAllElements().Select(key => key.Value).Order());
    }

    public void Dispose() => _place.Dispose();

    private long Rows()
    {
        using var ledger = Open();
        return ledger.ExecuteScalar<long>("select count(*) from protection_keys");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var ledger = Open();
        await ledger.ExecuteAsync(sql);
    }

    private SqliteConnection Open() => new($"Data Source={_place["data", "actionsync.db"]};Pooling=False");
}
