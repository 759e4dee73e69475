namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>Cards dealt in a chance order. None comes twice before all have come once, so that what is rare does come.</summary>
internal sealed class Deck<T>(IEnumerable<T> cards, Dice dice)
{
    private readonly T[] cards = [.. cards];
    private int left;

    public T Deal()
    {
        if (left == 0)
            left = cards.Length;
        var at = dice.Below(left--);
        (cards[at], cards[left]) = (cards[left], cards[at]);
        return cards[left];
    }
}
