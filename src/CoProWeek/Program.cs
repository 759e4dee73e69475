using System.Globalization;
using CoProWeek.Cli;

// Dates and numbers read the same on every machine; the campaign's zone is asked for by name wherever it matters.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await CommandLine.RunAsync(args);
