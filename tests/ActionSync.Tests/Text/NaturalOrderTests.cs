using ActionSync.Text;

namespace ActionSync.Tests.Text;

public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("p1", "p2", "p10", "p19", "q1")]
    [InlineData("p1@x", "p2", "p2@x", "p10@x")]
    [InlineData("", "01", "1", "2", "12345678901234567890", "98765432109876543210", "a")]
    [InlineData("INC-9/2", "INC-9/10", "INC-10/1", "INC-10/a")]
    public void Names_stand_in_the_order_in_which_people_count(params string[] ordered)
    {
        var shuffled = ordered.ToArray();
        new Random(5).Shuffle(shuffled);

        Assert.Equal(ordered, shuffled.Order(NaturalOrder.Comparer));
    }
}
