namespace CoProWeek.Networks;

/// <summary>The networks this program speaks, by the name that stands in <c>accounts.network</c>.</summary>
internal sealed class NetworkList(IEnumerable<INetwork> networks)
{
    private readonly Dictionary<string, INetwork> byName = networks.ToDictionary(network => network.Name);

    public IEnumerable<string> Names => byName.Keys;

    /// <summary>Those where public posts can be looked for.</summary>
    public IEnumerable<string> Searchable => byName.Values.Where(network => !network.IsByHand).Select(network => network.Name);

    public bool Speaks(string name) => byName.ContainsKey(name);

    /// <exception cref="InvalidOperationException">A row names a network that this program does not speak.</exception>
    public INetwork Find(string name) => byName.TryGetValue(name, out var network)
        ? network
        : throw new InvalidOperationException($"An account is on the network '{name}', which this version does not speak. It speaks: {string.Join(", ", byName.Keys)}.");
}
