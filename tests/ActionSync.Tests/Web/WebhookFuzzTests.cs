using System.Diagnostics;
using System.Text;
using ActionSync.Testing;
using ActionSync.Testing.Web;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;
using ActionSync.Web.Webhooks;

namespace ActionSync.Tests.Web;

/// <summary>Damaged webhooks, each made from a seed that a failure names; <see cref="FuzzRun"/> says how many.</summary>
public sealed class WebhookFuzzTests(ITestOutputHelper output)
{
    private static readonly int Count = FuzzRun.Count(1_000);

    private static readonly List<byte[]> Bodies = [.. WebhookSender.Corpus.Values];
    private static readonly List<byte[]> EventNames = [.. new[] { "issues", "issues", "ping", "issue_comment" }.Select(Encoding.ASCII.GetBytes)];

    [Fact]
    public void Every_damaged_webhook_is_a_hint_or_ignored_or_a_problem_with_a_sentence()
    {
        var (hints, ignored, problems, watch) = (0, 0, 0, Stopwatch.StartNew());
        for (var seed = FuzzRun.First; seed < FuzzRun.First + Count; seed++)
        {
            var body = new Mutator(Bodies, seed).Next();
            var eventName = seed % 8 == 0 ? Encoding.Latin1.GetString(new Mutator(EventNames, seed).Next()) : "issues";
            try
            {
                var sequence = WebhookReadingTests.Sequence(body, 1 + (seed % 200));
                foreach (var reading in new[] { GitHubWebhook.Read(eventName, sequence), JiraWebhook.Read(sequence) })
                {
                    Check(reading);
                    hints += reading is WebhookReading.Change ? 1 : 0;
                    ignored += reading is WebhookReading.Nothing ? 1 : 0;
                    problems += reading is WebhookReading.Unreadable ? 1 : 0;
                }
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e.Message}\n{Encoding.UTF8.GetString(body)}\n{e}");
            }
        }
        output.WriteLine(
            $"{Count:N0} bodies, each read as both, in {watch.Elapsed.TotalSeconds:F1} s: {hints:N0} hints, {ignored:N0} ignored, {problems:N0} problems.");
        // Damage that always comes to the same would test nothing.
        Assert.All([hints, ignored, problems], count => Assert.InRange(count, Count / 50, 2 * Count));
    }

    [Fact]
    public void No_damaged_signature_is_one_of_another_body()
    {
        var (secret, sender) = ("a-shared-secret", new WebhookSender("http://127.0.0.1", "a-shared-secret"));
        var (kept, accepted) = (0, 0);
        for (var seed = FuzzRun.First; seed < FuzzRun.First + Count; seed++)
        {
            var body = Bodies[seed % Bodies.Count];
            var damaged = new Mutator([body], seed).Next();
            var right = sender.Signature(body);
            var claim = seed % 2 == 0 ? right : Encoding.Latin1.GetString(new Mutator([Encoding.ASCII.GetBytes(right)], seed).Next());
            var isSigned = WebhookSignature.Parse(claim)?.IsOf(WebhookReadingTests.Sequence(damaged), secret) == true;
            // Only the case of its digits may differ.
            var isRight = damaged.AsSpan().SequenceEqual(body) && claim.Equals(right, StringComparison.OrdinalIgnoreCase)
                && claim.StartsWith("sha256=", StringComparison.Ordinal);
            Assert.True(isSigned == isRight, $"Seed {seed}: {claim} of {Encoding.UTF8.GetString(damaged)}");
            kept += isRight ? 1 : 0;
            accepted += isSigned ? 1 : 0;
        }
        Assert.Equal(kept, accepted);
        Assert.InRange(accepted, Count / 50, Count);
        sender.Dispose();
    }

    private static void Check(WebhookReading reading)
    {
        switch (reading)
        {
            case WebhookReading.Change change:
                Assert.NotEmpty(change.Places);
                Assert.All(change.Places, place => Assert.NotEmpty(place.Path));
                break;
            case WebhookReading.Nothing nothing:
                IsSentence(nothing.Why);
                break;
            case WebhookReading.Unreadable unreadable:
                IsSentence(unreadable.Problem);
                break;
        }
    }

    private static void IsSentence(string text)
    {
        Assert.True(text.Length > 10 && char.IsUpper(text[0]) && text.EndsWith('.'), text);
        Assert.DoesNotContain(text, char.IsControl);
    }
}
