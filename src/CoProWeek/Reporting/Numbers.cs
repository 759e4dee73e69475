namespace CoProWeek.Reporting;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    public const string NotKnown = "not known";

    private const int ExactBelow = 100;
    private const decimal Million = 1_000_000;

    /// <summary>"1,204", or "not known".</summary>
    public static string Exact(decimal? n) => n?.ToString("N0") ?? NotKnown;

    /// <summary>"1 post", "1,204 posts".</summary>
    public static string Count(int n, string one, string? many = null) => $"{n:N0} {(n == 1 ? one : many ?? $"{one}s")}";

    /// <summary>To two significant figures, which is all that a sentence can bear: "about 48,000", "about 1.2 million". Small numbers are exact.</summary>
    public static string About(decimal n)
    {
        if (n < ExactBelow)
            return $"{n:N0}";
        var rounded = ToTwoFigures(n);
        var said = rounded >= Million ? $"{rounded / Million:0.##} million" : $"{rounded:N0}";
        return rounded == n ? said : $"about {said}";
    }

    private static decimal ToTwoFigures(decimal n)
    {
        var unit = 1m;
        while (n / unit >= ExactBelow)
            unit *= 10;
        return Math.Round(n / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
