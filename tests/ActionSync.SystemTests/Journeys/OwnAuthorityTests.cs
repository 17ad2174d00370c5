using ActionSync.Simulators;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable and a server whose certificate a company's own authority signed.</summary>
public sealed class OwnAuthorityTests : IAsyncDisposable
{
    private readonly CertificateAuthority _authority = new();
    private OnGitHub _on = null!;

    [Fact]
    public async Task Without_the_authority_nothing_is_made_and_what_to_do_is_said_and_with_it_all_works()
    {
        _on = await OnGitHub.StartEnterpriseAsync(_authority.Sign("127.0.0.1"));
        string[] sentence = [$"GitHub at {new Uri(_on.GitHub.Url).Authority} has a certificate that is not trusted.", "SSL_CERT_FILE"];

        var once = (await _on.OnceAsync(Repository.Sample)).Exits(3);
        var doctor = (await _on.Actionsync.RunAsync("doctor")).Exits(1);
        Assert.All(sentence, part => Assert.Contains(part, once.Stderr, StringComparison.Ordinal));
        Assert.All(sentence, part => Assert.Contains(part, doctor.Stdout, StringComparison.Ordinal));
        Assert.Empty(_on.GitHub.Log.All);

        Trust();
        (await _on.OnceAsync()).Exits(0);
        (await _on.Actionsync.RunAsync("doctor")).Exits(0);
        Assert.Equal(5, _on.Repository.Issues.Count);
    }

    [Theory]
    [InlineData("github.test.example", false, "has a certificate for another name", "or have one made out to 127.0.0.1.")]
    [InlineData("127.0.0.1", true, "has a certificate that has expired or does not hold yet", "check this machine's clock")]
    public async Task A_certificate_that_does_not_hold_here_is_told_by_what_is_wrong_with_it(string name, bool expired, string why, string advice)
    {
        var until = DateTimeOffset.UnixEpoch.AddYears(expired ? 31 : 130);
        _on = await OnGitHub.StartEnterpriseAsync(_authority.Sign([name], until));
        Trust();

        var doctor = (await _on.Actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Contains($"GitHub at {new Uri(_on.GitHub.Url).Authority} {why}.", doctor, StringComparison.Ordinal);
        Assert.Contains(advice, doctor, StringComparison.Ordinal);
        Assert.Empty(_on.GitHub.Log.All);
    }

    [Fact]
    public async Task A_server_that_speaks_plain_http_is_not_said_to_have_a_certificate()
    {
        _on = await OnGitHub.StartAsync();
        _on.Configure(baseUrl: $"{_on.GitHub.Url.Replace("http://", "https://", StringComparison.Ordinal)}/api/v3");

        var doctor = (await _on.Actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Contains("does not speak TLS as this machine does", doctor, StringComparison.Ordinal);
        Assert.Contains("Check the scheme and the port of BaseUrl", doctor, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _on.DisposeAsync();
        _authority.Dispose();
    }

    private void Trust() => _on.Actionsync.Variable("SSL_CERT_FILE", _on.Actionsync.Write("ca.pem", _authority.Pem));
}
