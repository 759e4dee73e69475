using System.Globalization;
using CoProWeek.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var (quick, json) = (args.Contains("--quick"), args.Contains("--json"));
if (args.Length == 0 || Array.Exists(args[1..], arg => arg is not ("--quick" or "--json")))
{
    await Console.Error.WriteLineAsync("usage: publish|import|report|report-files|web|footprint [--quick] [--json]");
    return 2;
}
switch (args[0])
{
    case "footprint":
        Figures.Print(await Footprint.MeasureAsync(quick), json);
        return 0;
    case "import":
        Figures.Print(await ArchiveRates.MeasureAsync(quick), json);
        return 0;
    case "publish":
        Figures.Print(await Lateness.MeasureAsync(quick), json);
        return 0;
    case "report":
        Figures.Print(await ReportPages.MeasureAsync(quick), json);
        return 0;
    case "report-files":
        Figures.Print(await ReportFiles.MeasureAsync(quick), json);
        return 0;
    case "web":
        var figures = await WebPages.MeasureAsync(quick, json);
        if (json)
            Figures.Print(figures, json);
        return 0;
    default:
        await Console.Error.WriteLineAsync($"{args[0]}: not there yet. There are: footprint, import, publish, report, report-files, web");
        return 2;
}
