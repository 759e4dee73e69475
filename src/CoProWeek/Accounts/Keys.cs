namespace CoProWeek.Accounts;

/// <summary>What proves to a network who asks.</summary>
internal abstract record Keys
{
    private Keys()
    {
    }

    /// <summary>Everything in here that must never be shown.</summary>
    public abstract IEnumerable<Secret> Secrets { get; }

    /// <summary>The four keys of OAuth 1.0a, which do not run out: the steady choice for unattended use.</summary>
    internal sealed record OAuth1(Secret ConsumerKey, Secret ConsumerSecret, Secret Token, Secret TokenSecret) : Keys
    {
        public override IEnumerable<Secret> Secrets => [ConsumerKey, ConsumerSecret, Token, TokenSecret];
    }

    /// <summary>A token sent as it is: a person's OAuth 2.0 one, or the app's own, which can only read.</summary>
    internal sealed record Bearer(Secret Token) : Keys
    {
        public override IEnumerable<Secret> Secrets => [Token];
    }
}
