using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>What a search looks for. Used while holding the network's gate.</summary>
internal abstract record Query
{
    public abstract bool Matches(SandboxPost post, PracticeNetwork network);

    /// <summary>Whether it holds anything X lets stand by itself: a word, a tag, an account, a conversation.</summary>
    public abstract bool CanStandAlone { get; }
}

internal sealed record AllOf(IReadOnlyList<Query> Parts) : Query
{
    public override bool CanStandAlone => Parts.Any(part => part.CanStandAlone);

    public override bool Matches(SandboxPost post, PracticeNetwork network) => Parts.All(part => part.Matches(post, network));
}

internal sealed record AnyOf(IReadOnlyList<Query> Parts) : Query
{
    public override bool CanStandAlone => Parts.All(part => part.CanStandAlone);

    public override bool Matches(SandboxPost post, PracticeNetwork network) => Parts.Any(part => part.Matches(post, network));
}

internal sealed record Not(Query Part) : Query
{
    public override bool CanStandAlone => false;

    public override bool Matches(SandboxPost post, PracticeNetwork network) => !Part.Matches(post, network);
}

/// <summary>Words that follow one another; one word is a phrase of one.</summary>
internal sealed record Phrase(string[] Words) : Query
{
    public override bool CanStandAlone => true;

    public override bool Matches(SandboxPost post, PracticeNetwork network)
    {
        var text = post.Parsed.Words;
        return Enumerable.Range(0, Math.Max(0, text.Length - Words.Length + 1)).Any(at => text.AsSpan(at, Words.Length).SequenceEqual(Words));
    }
}

/// <summary>#tag, @handle or $TAG.</summary>
internal sealed record Marking(Mark Kind, string Value) : Query
{
    public override bool CanStandAlone => true;

    public override bool Matches(SandboxPost post, PracticeNetwork network) =>
        post.Parsed.Of(Kind).Any(mark => SearchWords.Fold(mark.Value) == Value);
}

/// <summary>"from:handle" and its like.</summary>
internal sealed record Operator(string Name, string Value, bool CanStand, Func<SandboxPost, PracticeNetwork, string, bool> Test) : Query
{
    public override bool CanStandAlone => CanStand;

    public override bool Matches(SandboxPost post, PracticeNetwork network) => Test(post, network, Value);
}
