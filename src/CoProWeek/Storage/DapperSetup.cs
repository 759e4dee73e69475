using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace CoProWeek.Storage;

/// <summary>
/// What Dapper must be told once, for the whole process: <c>slot_at</c> is <c>SlotAt</c>, an instant is read as UTC
/// and written as UTC whatever its offset, and days and wall times are themselves.
/// </summary>
internal static class DapperSetup
{
    public static void Apply()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Handle(new InstantHandler());
        Handle(new DayHandler());
        Handle(new WallTimeHandler());
    }

    /// <summary>Dapper asks a handler about parameters only when it has no mapping of its own.</summary>
    private static void Handle<T>(SqlMapper.TypeHandler<T> handler)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private static void Set(IDbDataParameter parameter, NpgsqlDbType type, object value)
    {
        if (parameter is NpgsqlParameter ours)
            ours.NpgsqlDbType = type;
        parameter.Value = value;
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset instant => instant.ToUniversalTime(),
            DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
            _ => throw new InvalidCastException($"The database gave a {value.GetType().Name} where an instant was expected."),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            Set(parameter, NpgsqlDbType.TimestampTz, value.ToUniversalTime());
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) =>
            value is DateTime midnight ? DateOnly.FromDateTime(midnight) : (DateOnly)value;

        public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
            Set(parameter, NpgsqlDbType.Date, value);
    }

    private sealed class WallTimeHandler : SqlMapper.TypeHandler<TimeOnly>
    {
        public override TimeOnly Parse(object value) =>
            value is TimeSpan sinceMidnight ? TimeOnly.FromTimeSpan(sinceMidnight) : (TimeOnly)value;

        public override void SetValue(IDbDataParameter parameter, TimeOnly value) =>
            Set(parameter, NpgsqlDbType.Time, value);
    }
}
