namespace CoProWeek.Networks.Sandbox.State;

/// <summary>The accounts by id and by handle. Its owner's gate guards it.</summary>
internal sealed class AccountBook
{
    private readonly Dictionary<long, Profile> byId = [];
    private readonly Dictionary<string, long> byHandle = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<Profile> All => byId.Values;

    public Profile? Find(long id) => byId.GetValueOrDefault(id);

    public Profile? Find(string handle) => byHandle.TryGetValue(handle, out var id) ? byId[id] : null;

    public void Keep(Profile account)
    {
        if (byId.TryGetValue(account.Id, out var before))
            byHandle.Remove(before.Handle);
        byId[account.Id] = account;
        byHandle[account.Handle] = account.Id;
    }
}
