namespace CoProWeek.Accounts;

/// <summary>One secret's two places in the configuration: the key itself and its "...File" twin.</summary>
internal readonly record struct SecretSource(string Key, string Value, string File)
{
    public bool IsGiven => Value.Length > 0 || File.Length > 0;

    /// <summary>Read anew each time, so that a renewed file counts without a restart.</summary>
    public Secret? Read() =>
        Value.Length > 0 ? new Secret(Value.Trim())
        : File.Length > 0 && System.IO.File.Exists(File) ? new Secret(System.IO.File.ReadAllText(File).Trim())
        : null;

    /// <summary>What is wrong with it, without a word of the secret itself.</summary>
    public string? Fault()
    {
        if (Value.Length > 0 && File.Length > 0)
            return $"{Key} and {Key}File are both set; keep one";
        if (File.Length > 0 && !System.IO.File.Exists(File))
            return $"{Key}File names {File}, which is not there or may not be read; correct the path";
        if (!IsGiven)
            return null;
        var secret = Read()?.Reveal() ?? "";
        if (secret.Length == 0)
            return $"{Key} is given but empty{(File.Length > 0 ? $" (file {File})" : "")}; put the value in";
        return secret.All(c => c is > ' ' and < (char)127)
            ? null
            : $"{Key} holds a space or a character that no key has; copy it anew";
    }

    /// <summary>The struct prints its name only.</summary>
    public override string ToString() => Key;
}
