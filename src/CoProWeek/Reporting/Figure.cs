namespace CoProWeek.Reporting;

/// <summary>A number, and of how many posts or accounts it is known. Null is not known, which is not 0.</summary>
internal sealed record Amount
{
    public decimal? Value { get; init; }

    public int Known { get; init; }

    public int Total { get; init; }

    /// <summary>A count of rows, which is always known.</summary>
    public static Amount Count(int n) => new() { Value = n, Known = n, Total = n };

    /// <summary>Of nothing the sum is 0, and known.</summary>
    public static Amount Sum(IEnumerable<Amount> amounts)
    {
        var all = amounts.ToList();
        var known = all.Where(amount => amount.Value is not null).ToList();
        var total = all.Sum(amount => amount.Total);
        return new Amount
        {
            Value = known.Count > 0 ? known.Sum(amount => amount.Value) : total == 0 ? 0 : null,
            Known = all.Sum(amount => amount.Known),
            Total = total,
        };
    }
}

/// <summary>One printed figure: its label, the line under it that says what it means, and its numbers where they make sense.</summary>
internal sealed record Figure(string Key, string Label, string Line)
{
    public Amount? All { get; init; }

    /// <summary>Of our accounts and the team's.</summary>
    public Amount? Ours { get; init; }

    public Amount? Others { get; init; }

    /// <summary>Digits after the point.</summary>
    public int Decimals { get; init; }

    /// <summary>What it is the sum of.</summary>
    public IReadOnlyList<Figure> Parts { get; init; } = [];

    /// <summary>The number that stands for it.</summary>
    public Amount Main => All ?? Others!;

    public string Say(Amount? amount) => amount is null ? "" : amount.Value?.ToString($"N{Decimals}") ?? Numbers.NotKnown;
}
