using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>ASP.NET Data Protection's key ring in the database, so that every worker reads what another one sealed.</summary>
internal sealed class KeyRing(NpgsqlDataSource database, TimeProvider time) : IXmlRepository
{
    private const string AllSql = """
          SELECT xml
            FROM data_keys
        ORDER BY created_at, name
        """;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return [.. connection.Query<string>(AllSql).Select(XElement.Parse)];
    }

    private const string AddSql = """
        INSERT INTO data_keys (name, xml, created_at)
        VALUES (@friendlyName, @xml, @now)
        """;

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        connection.Execute(AddSql, new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting), now = time.GetUtcNow() });
    }
}
