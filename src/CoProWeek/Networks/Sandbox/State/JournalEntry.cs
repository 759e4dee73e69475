using System.Text.Json.Serialization;

namespace CoProWeek.Networks.Sandbox.State;

/// <summary>One accepted change. Applying the entries in order gives the whole state.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(AccountMade), "account")]
[JsonDerivedType(typeof(PostMade), "post")]
[JsonDerivedType(typeof(PostEdited), "edit")]
[JsonDerivedType(typeof(PostDeleted), "delete")]
[JsonDerivedType(typeof(MediaMade), "media")]
[JsonDerivedType(typeof(AltTextSet), "alt-text")]
[JsonDerivedType(typeof(TokensGranted), "tokens-granted")]
[JsonDerivedType(typeof(TokensRotated), "tokens")]
[JsonDerivedType(typeof(TokenFamilyKilled), "tokens-killed")]
internal abstract record JournalEntry;

internal sealed record AccountMade(Profile Account) : JournalEntry;

internal sealed record PostMade(SandboxPost Post) : JournalEntry;

/// <summary>A further version of a post: its id is the last of its versions.</summary>
internal sealed record PostEdited(SandboxPost Post) : JournalEntry;

internal sealed record PostDeleted(long Id, DateTimeOffset At) : JournalEntry;

internal sealed record MediaMade(SandboxMedia Media) : JournalEntry;

internal sealed record AltTextSet(long Id, string Text) : JournalEntry;

/// <summary>A person gave leave; without a refresh token where they did not give it for long.</summary>
internal sealed record TokensGranted(long AccountId, string Family, string Access, string? Refresh, DateTimeOffset ExpiresAt, string Scope) : JournalEntry;

internal sealed record TokensRotated(long AccountId, string Family, string Used, string Access, string Refresh, DateTimeOffset ExpiresAt) : JournalEntry;

internal sealed record TokenFamilyKilled(string Family) : JournalEntry;
