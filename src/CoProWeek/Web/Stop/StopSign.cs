using System.Security.Claims;
using CoProWeek.Publishing;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Whether everything is stopped, for the banner on every page: also on the one that says that the database is away.</summary>
internal sealed class StopSign(StopAll button)
{
    public async Task<Stopped?> ReadAsync(ClaimsPrincipal person)
    {
        if (person.Identity is not { IsAuthenticated: true })
            return null;
        try
        {
            return await button.StandingAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }
}
