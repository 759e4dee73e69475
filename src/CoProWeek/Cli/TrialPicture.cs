namespace CoProWeek.Cli;

/// <summary>A heather square on paper, 64 by 64.</summary>
internal static class TrialPicture
{
    public static byte[] Png() => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAXElEQVR42u3ZMQ0AIAwAwepCEkJql42BCRU0QC55Azd/rDmeLgAAAAAAAAAAAAAAygC95dEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAO4DODQAAAAAAAAAAAAA3wA2EDUeStQNDNsAAAAASUVORK5CYII=");
}
