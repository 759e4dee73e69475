using CoProWeek.Tests.Crash.Run;

namespace CoProWeek.Tests.Crash;

/// <summary>Properties of the state machine, over sequences of chance.</summary>
public sealed class StateMachineTests
{
    private const int Steps = 120;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8), Dice.NewSeed(), Dice.NewSeed()];

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task No_sequence_of_events_unsends_a_post_gives_a_part_two_ids_or_leaves_an_approved_post_without_an_end_and_a_reason(int seed)
    {
        await using var life = await RandomLife.BeginAsync(seed);
        try
        {
            for (var step = 0; step < Steps; step++)
                await life.StepAsync();
            await life.EndAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}: {e.Message}\n{life.Story}", e);
        }
    }
}
