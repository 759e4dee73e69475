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

    /// <summary>The app itself, to the place that gives out OAuth 2.0 tokens.</summary>
    /// <param name="Id">Not secret: it stands in the address of X's page.</param>
    /// <param name="ClientSecret">Null for a public client.</param>
    internal sealed record Client(string Id, Secret? ClientSecret) : Keys
    {
        /// <summary>What goes in the form and must not come back in words.</summary>
        public IReadOnlyList<Secret> Sent { get; init; } = [];

        public override IEnumerable<Secret> Secrets => ClientSecret is null ? Sent : [ClientSecret, .. Sent];
    }
}
