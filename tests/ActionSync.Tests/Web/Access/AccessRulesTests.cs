using ActionSync.Web.Access;

namespace ActionSync.Tests.Web.Access;

/// <summary>The table of <see cref="AccessRules"/>, row by row. In the words of a request: what is left out is not so.</summary>
public sealed class AccessRulesTests
{
    // Health and webhooks: everybody.
    [Theory]
    [InlineData("Open", "Allowed")]
    [InlineData("Open unsafe foreign", "Allowed")]
    [InlineData("Open key", "Allowed")]
    [InlineData("Open header", "Allowed")]

    // Another site's page has it sent.
    [InlineData("Page unsafe foreign here host", "ForeignPage")]
    [InlineData("Page unsafe foreign key signed-in", "ForeignPage")]
    [InlineData("Page unsafe foreign header user", "ForeignPage")]
    [InlineData("Api unsafe foreign here host", "ForeignPage")]
    [InlineData("Api unsafe foreign key right", "ForeignPage")]
    [InlineData("SignIn unsafe foreign key", "ForeignPage")]
    [InlineData("Link unsafe foreign key", "ForeignPage")]
    [InlineData("Page foreign here host", "Allowed")]
    [InlineData("Page foreign key signed-in", "Allowed")]
    [InlineData("Api unsafe unsaid here host", "ForeignPage")]
    [InlineData("Page unsafe unsaid here host", "Allowed")]
    [InlineData("Page unsafe unsaid key signed-in", "Allowed")]

    // Metrics.
    [InlineData("Metrics metrics-open", "Allowed")]
    [InlineData("Metrics metrics-open key", "Allowed")]
    [InlineData("Metrics here host", "Allowed")]
    [InlineData("Metrics here host key", "Allowed")]
    [InlineData("Metrics here host header", "Allowed")]
    [InlineData("Metrics here", "OnlyOpenHere")]
    [InlineData("Metrics host", "OnlyOpenHere")]
    [InlineData("Metrics header user", "OnlyOpenHere")]
    [InlineData("Metrics key", "KeyNeeded")]
    [InlineData("Metrics key right", "Allowed")]
    [InlineData("Metrics key wrong", "WrongKey")]
    [InlineData("Metrics key too-many", "TooManyTries")]
    [InlineData("Metrics key signed-in", "KeyNeeded")]

    // Nobody has to say who they are.
    [InlineData("Page here host", "Allowed")]
    [InlineData("Page unsafe here host", "Allowed")]
    [InlineData("Api unsafe here host", "Allowed")]
    [InlineData("Api here host wrong", "Allowed")]
    [InlineData("Asset here host", "Allowed")]
    [InlineData("Link here host", "Allowed")]
    [InlineData("SignIn here host", "Allowed")]
    [InlineData("Page here", "OtherHost")]
    [InlineData("Api here", "OtherHost")]
    [InlineData("Asset here", "OtherHost")]
    [InlineData("Link here", "OtherHost")]
    [InlineData("Page host", "OnlyOpenHere")]
    [InlineData("Api host right", "OnlyOpenHere")]
    [InlineData("Asset host", "OnlyOpenHere")]
    [InlineData("Link host", "OnlyOpenHere")]
    [InlineData("SignIn host", "OnlyOpenHere")]
    [InlineData("Page host signed-in", "OnlyOpenHere")]

    // What needs no key even where there is one.
    [InlineData("Asset key", "Allowed")]
    [InlineData("Asset header", "Allowed")]
    [InlineData("Link key", "Allowed")]
    [InlineData("Link unsafe header", "Allowed")]
    [InlineData("SignIn key", "Allowed")]
    [InlineData("SignIn unsafe key", "Allowed")]
    [InlineData("SignIn unsafe key header", "Allowed")]

    // Programs.
    [InlineData("Api key right", "Allowed")]
    [InlineData("Api unsafe key right", "Allowed")]
    [InlineData("Api key wrong", "WrongKey")]
    [InlineData("Api unsafe key wrong here host", "WrongKey")]
    [InlineData("Api key too-many", "TooManyTries")]
    [InlineData("Api key here host", "KeyNeeded")]
    [InlineData("Api key signed-in", "KeyNeeded")]
    [InlineData("Api unsafe key signed-in", "KeyNeeded")]
    [InlineData("Api header user", "Allowed")]
    [InlineData("Api unsafe header user", "KeyNotSet")]
    [InlineData("Api unsafe header user key right", "Allowed")]
    [InlineData("Api header", "KeyNotSet")]
    [InlineData("Api unsafe header user key", "KeyNeeded")]
    [InlineData("Api header key", "KeyNeeded")]
    [InlineData("Api header user key wrong", "WrongKey")]

    // People.
    [InlineData("Page header user", "Allowed")]
    [InlineData("Page unsafe header user", "Allowed")]
    [InlineData("Page header here host", "UserNeeded")]
    [InlineData("Page unsafe header", "UserNeeded")]
    [InlineData("Page header signed-in", "UserNeeded")]
    [InlineData("SignIn header", "UserNeeded")]
    [InlineData("SignIn header user", "Allowed")]
    [InlineData("Page key signed-in", "Allowed")]
    [InlineData("Page unsafe key signed-in", "Allowed")]
    [InlineData("Page key here host", "SignIn")]
    [InlineData("Page key right", "SignIn")]
    [InlineData("Page unsafe key here host", "SignInFirst")]
    [InlineData("Page key header", "SignIn")]
    [InlineData("Page key header user", "Allowed")]
    [InlineData("Page key header signed-in", "Allowed")]
    public void A_request_is_decided_by_what_is_known_of_it(string request, string answer) =>
        Assert.Equal(Enum.Parse<AccessAnswer>(answer), AccessRules.Decide(Parse(request.Split(' '))));

    /// <summary>No combination is forgotten: what is asked of strangers' addresses without a key is health, webhooks, and metrics that are open.</summary>
    [Fact]
    public void Without_a_key_a_stranger_gets_nothing_but_what_is_open()
    {
        var everything = from area in Enum.GetValues<Area>()
                         from isSafe in new[] { true, false }
                         from sender in Enum.GetValues<SendingPage>()
                         from isHostHere in new[] { true, false }
                         from bearer in Enum.GetValues<ClaimedKey>()
                         from isSignedIn in new[] { true, false }
                         select new AccessQuestion
                         {
                             Area = area,
                             IsSafe = isSafe,
                             From = sender,
                             IsHostHere = isHostHere,
                             Bearer = bearer,
                             IsSignedIn = isSignedIn,
                         };

        Assert.All(everything, question => Assert.Equal(question.Area == Area.Open, AccessRules.Decide(question) == AccessAnswer.Allowed));
    }

    [Fact]
    public void Every_refusal_says_what_to_do()
    {
        var refusals = Enum.GetValues<AccessAnswer>().Except([AccessAnswer.Allowed, AccessAnswer.SignIn]).Select(AccessRefusal.Of);

        Assert.All(refusals, refusal =>
        {
            Assert.InRange((int)refusal.Status, 400, 429);
            Assert.EndsWith(".", refusal.Sentence, StringComparison.Ordinal);
        });
    }

    private static AccessQuestion Parse(string[] words) => new()
    {
        Area = Enum.Parse<Area>(words[0]),
        IsSafe = !words.Contains("unsafe"),
        From = words.Contains("foreign") ? SendingPage.Foreign : words.Contains("unsaid") ? SendingPage.Unsaid : SendingPage.Ours,
        IsHere = words.Contains("here"),
        IsHostHere = words.Contains("host"),
        HasKey = words.Contains("key"),
        HasUserHeader = words.Contains("header"),
        AreMetricsOpen = words.Contains("metrics-open"),
        Bearer = words.Contains("right") ? ClaimedKey.Right : words.Contains("wrong") ? ClaimedKey.Wrong
            : words.Contains("too-many") ? ClaimedKey.TooMany : ClaimedKey.None,
        IsSignedIn = words.Contains("signed-in"),
        HasUser = words.Contains("user"),
    };
}
