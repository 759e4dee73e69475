using System.Text.RegularExpressions;
using CoProWeek.Networks.Sandbox.Posts;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>
/// Reads a search query. A space joins and binds before OR; "-" negates one thing, never a group; quotes hold a
/// phrase together.
/// </summary>
internal sealed partial class QueryParser
{
    /// <summary>What self-serve access may ask.</summary>
    private const int Longest = 512;

    private readonly string query;
    private readonly List<string> tokens;
    private int at;

    private QueryParser(string query)
    {
        this.query = query;
        tokens = [.. Tokens().Matches(query).Select(match => match.Value)];
    }

    public static Query Parse(string query)
    {
        var parser = new QueryParser(query);
        if (string.IsNullOrWhiteSpace(query))
            throw parser.Wrong("query can not be empty");
        if (query.Length > Longest)
            throw parser.Wrong($"Your query is {query.Length} characters long, and exceeds the maximum of {Longest}");
        var parsed = parser.Or();
        if (parser.at < parser.tokens.Count)
            throw parser.Wrong($"no viable alternative at '{parser.tokens[parser.at]}'");
        return parsed.CanStandAlone ? parsed : throw parser.Wrong("Rules must contain at least one positive, non-stopword clause");
    }

    private Query Or()
    {
        var parts = new List<Query> { And() };
        while (Take("OR"))
            parts.Add(And());
        return parts is [var only] ? only : new AnyOf(parts);
    }

    private Query And()
    {
        var parts = new List<Query>();
        while (at < tokens.Count && tokens[at] is not "OR" and not ")")
            parts.Add(One());
        return parts switch
        {
            [] => throw Wrong($"missing clause at '{(at < tokens.Count ? tokens[at] : "the end")}'"),
            [var only] => only,
            _ => new AllOf(parts),
        };
    }

    private Query One()
    {
        if (Take("-"))
        {
            if (at < tokens.Count && tokens[at] == "(")
                throw Wrong("a group cannot be negated: negate each of its clauses");
            return new Not(at < tokens.Count && tokens[at] is not "OR" and not ")" ? Term(tokens[at++], negated: true) : throw Wrong("missing clause after '-'"));
        }
        if (!Take("("))
            return Term(tokens[at++], negated: false);
        var group = Or();
        return Take(")") ? group : throw Wrong("missing ')'");
    }

    private Query Term(string token, bool negated)
    {
        if (token.Equals("and", StringComparison.OrdinalIgnoreCase) || token.Equals("or", StringComparison.OrdinalIgnoreCase))
            throw Wrong($"Ambiguous use of {token} as a keyword. Use a space to logically join two clauses, or \"{token}\" to find occurrences of {token} in text");
        if (token is ['#' or '@' or '$', _, ..])
            return new Marking(token[0] switch { '#' => Mark.Hashtag, '@' => Mark.Mention, _ => Mark.Cashtag }, SearchWords.Fold(token[1..]));
        if (token[0] != '"' && token.Split(':', 2) is [var name, not "" and var value] && name.All(letter => letter is >= 'a' and <= 'z' or '_'))
            return Operation(name, value.Trim('"'), negated);
        return SearchWords.Of(token) is { Length: > 0 } words ? new Phrase(words) : throw Wrong($"no viable alternative at '{token}'");
    }

    private Operator Operation(string name, string value, bool negated)
    {
        var found = Operators.Find(name, value) ?? throw Wrong($"Reference to invalid operator '{name}:{value}'. Operator is not available in current product or product packaging.");
        return found.Name != "is:nullcast" || negated ? found : throw Wrong("'is:nullcast' can only be used negated");
    }

    private bool Take(string token)
    {
        if (at >= tokens.Count || tokens[at] != token)
            return false;
        at++;
        return true;
    }

    private RefusalException Wrong(string message) => Problem.Invalid("query", query, $"There were errors processing your request: {message}");

    [GeneratedRegex(@"[()]|-(?=[^\s-])|[a-z_]+:""[^""]*""|""[^""]*""|[^\s()""]+")]
    private static partial Regex Tokens();
}
