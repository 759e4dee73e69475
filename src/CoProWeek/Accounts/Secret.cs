namespace CoProWeek.Accounts;

/// <summary>A key or a token. Printed, logged or serialised it reads "(secret)"; only <see cref="Reveal"/> tells it.</summary>
internal sealed class Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}
